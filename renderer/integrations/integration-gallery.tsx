// What an integration can begin as: a service that is known already, any other one, or a database.
import { Button, TextInput, UnstyledButton } from '@mantine/core';
import { type ReactElement, type SubmitEvent, useState } from 'react';
import { integrationPresets } from '#shared/model/integration-presets/integration-presets.ts';
import type { IntegrationPreset } from '#shared/model/integration-presets/preset.ts';
import { Part } from '../ui/part.tsx';
import { IntegrationTile } from './integration-list.tsx';
import { engineTitles } from './integration-words.ts';
import { makeDatabase, makeFromPreset } from './integrations-actions.ts';

export function IntegrationGallery(): ReactElement {
  const [chosen, setChosen] = useState<IntegrationPreset | null>(null);
  if (chosen !== null) return <Blanks preset={chosen} onBack={() => setChosen(null)} />;
  return (
    <>
      <section className="gallery" aria-label="Services">
        <h3>Services</h3>
        <p>With what can be done there already. You need an account, and a key of it.</p>
        <div className="gallery__cards">
          {integrationPresets.map((preset, position) => (
            <Card
              key={preset.id}
              title={preset.title}
              about={preset.detail}
              isFirst={position === 0}
              onClick={() => (preset.blanks.length === 0 ? makeFromPreset(preset, {}) : setChosen(preset))}
            />
          ))}
        </div>
      </section>
      <section className="gallery" aria-label="Databases">
        <h3>Databases</h3>
        <p>Actions ask them in SQL; what customers say is never part of it.</p>
        <div className="gallery__cards">
          {(['sqlite', 'postgresql', 'mysql'] as const).map((engine) => (
            <Card
              key={engine}
              title={engineTitles[engine]}
              about={engine === 'sqlite' ? 'A file on this computer' : 'A server, by name and password'}
              isDatabase
              onClick={() => makeDatabase(engine)}
            />
          ))}
        </div>
      </section>
    </>
  );
}

interface CardProps {
  readonly title: string;
  readonly about: string;
  readonly isFirst?: boolean;
  readonly isDatabase?: boolean;
  readonly onClick: () => void;
}

function Card({ title, about, isFirst = false, isDatabase = false, onClick }: CardProps): ReactElement {
  return (
    <UnstyledButton
      className="gallery__card"
      {...(isFirst ? { 'data-first-focus': true } : {})}
      onClick={onClick}
    >
      <IntegrationTile isDatabase={isDatabase} />
      <span className="gallery__words">
        <strong>{title}</strong>
        <span>{about}</span>
      </span>
    </UnstyledButton>
  );
}

/** The parts of an address that only the author knows. */
function Blanks({
  preset,
  onBack,
}: {
  readonly preset: IntegrationPreset;
  readonly onBack: () => void;
}): ReactElement {
  const [filled, setFilled] = useState<Readonly<Record<string, string>>>({});
  const isComplete = preset.blanks.every(({ name }) => (filled[name] ?? '').trim() !== '');
  const make = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (isComplete) makeFromPreset(preset, filled);
  };
  return (
    <Part title={preset.title} help={preset.detail}>
      <form className="integrations__form" aria-label={`Connect ${preset.title}`} onSubmit={make}>
        {preset.blanks.map(({ name, label, placeholder }, position) => (
          <TextInput
            key={name}
            label={label}
            placeholder={placeholder}
            value={filled[name] ?? ''}
            maxLength={500}
            spellCheck={false}
            data-own-undo
            {...(position === 0 ? { autoFocus: true } : {})}
            onChange={({ currentTarget: { value } }) => setFilled({ ...filled, [name]: value })}
          />
        ))}
        <div className="integrations__buttons">
          <Button type="submit" disabled={!isComplete}>
            Continue
          </Button>
          <Button variant="default" onClick={onBack}>
            Other services
          </Button>
        </div>
      </form>
    </Part>
  );
}
