// What a new action can begin as: a task that is known already, or one of the six types from nothing.
import { UnstyledButton } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { Tile, TypeTile, typesInOrder, typeWords } from './action-types.tsx';
import { makeAction } from './registered-actions.ts';
import { actionFrom, newAction, plainName, starters } from './starters.ts';

export function ActionGallery(): ReactElement {
  return (
    <>
      <section className="gallery" aria-label="Begin with a task">
        <h3>Begin with a task</h3>
        <p>
          Filled in already, down to what the AI is told. Choose your service in it, and change what is
          different.
        </p>
        <div className="gallery__cards">
          {starters.map((starter, position) => (
            <Card
              key={starter.name}
              tile={<Tile Icon={starter.Icon} group={starter.group} />}
              title={starter.name}
              about={starter.about}
              isFirst={position === 0}
              onClick={() => makeAction(actionFrom(starter))}
            />
          ))}
        </div>
      </section>
      <section className="gallery" aria-label="Begin with a type">
        <h3>Begin with a type</h3>
        <p>Empty, for anything else.</p>
        <div className="gallery__cards">
          {typesInOrder.map((type) => (
            <Card
              key={type}
              tile={<TypeTile type={type} />}
              title={typeWords[type].title}
              about={typeWords[type].purpose}
              onClick={() => makeAction(newAction(plainName(type), type))}
            />
          ))}
        </div>
      </section>
    </>
  );
}

interface CardProps {
  readonly tile: ReactNode;
  readonly title: string;
  readonly about: string;
  readonly isFirst?: boolean;
  readonly onClick: () => void;
}

function Card({ tile, title, about, isFirst = false, onClick }: CardProps): ReactElement {
  return (
    <UnstyledButton
      className="gallery__card"
      {...(isFirst ? { 'data-first-focus': true } : {})}
      onClick={onClick}
    >
      {tile}
      <span className="gallery__words">
        <strong>{title}</strong>
        <span>{about}</span>
      </span>
    </UnstyledButton>
  );
}
