// What differs between the assistants, services, actions and the like of two states of a project, in words.
// Invariant: pure; what has no words is still said to have changed.
import type { ProjectDocument } from '#shared/model/project.ts';
import { comparedCollections, type ComparedEntity, entityForms, inForm } from './entity-words.ts';
import { isSame, type NameOf, objectChanges, settingChanges } from './setting-words.ts';
import { definitionOf } from './step-words.ts';
import { quote, textChange } from './text-change.ts';

export interface ProjectChange {
  readonly id: string;
  /** What it concerns; all there is to say when there are no details. */
  readonly words: string;
  readonly details: readonly string[];
}

const mostDetails = 6;

export function compareEntities(
  before: ProjectDocument,
  after: ProjectDocument,
  nameOf: NameOf,
): readonly ProjectChange[] {
  return comparedCollections.flatMap(([collection, what]) => {
    const old = new Map<string, ComparedEntity>(before[collection].map((entity) => [entity.id, entity]));
    const now = new Map<string, ComparedEntity>(after[collection].map((entity) => [entity.id, entity]));
    const changes: ProjectChange[] = [];
    const say = ({ id, name }: ComparedEntity, became: string, details: readonly string[] = []): void => {
      changes.push({ id: `${collection} ${id}`, words: `${what} ${quote(name)}${became}`, details });
    };
    for (const [id, entity] of now) {
      const was = old.get(id);
      if (was === undefined) say(entity, ' was added');
      else if (!isSame(was, entity)) {
        const details = [
          ...ownChanges(was, entity, nameOf),
          ...objectChanges(entityForms[collection], inForm(was), inForm(entity), nameOf),
        ];
        say(entity, details.length === 0 ? ' was changed' : '', capped(details));
      }
    }
    for (const [id, entity] of old) {
      if (!now.has(id)) say(entity, ' was removed');
    }
    return changes;
  });
}

/** Of what no form's metadata speaks: the name, and what an action does, in the words of the step of the same name. */
function ownChanges(was: ComparedEntity, is: ComparedEntity, nameOf: NameOf): readonly string[] {
  const name = was.name === is.name ? [] : [`Name: ${textChange(was.name, is.name)}`];
  if (!('settings' in was) || !('settings' in is)) return name;
  if (was.type === is.type) return [...name, ...settingChanges(is.type, was.settings, is.settings, nameOf)];
  const [old, now] = [was, is].map(({ type }) => quote(definitionOf(type)?.title ?? type));
  return [...name, `Type: ${old} → ${now}`];
}

function capped(details: readonly string[]): readonly string[] {
  const rest = details.length - mostDetails;
  return rest <= 0 ? details : [...details.slice(0, mostDetails), `and ${rest} more`];
}
