import { expect, test } from 'vitest';
import { makeRuntimeBundle } from '#shared/bundle/runtime-bundle.ts';
import { actionSchema } from '#shared/model/entities/action.ts';
import { noteSchema } from '#shared/model/entities/furniture.ts';
import { testUserSchema } from '#shared/model/entities/test-user.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { aProject, edge, step } from '#renderer/state/project.testing.ts';
import { comparePublished, comparisonInLines } from './compare-published.ts';

const needs = {
  connectors: [],
  integrations: [],
  urlPatterns: [],
  secrets: [],
  models: [],
  stepsWithoutModel: [],
  permissions: [],
};
const published = (document: ProjectDocument): ProjectDocument =>
  makeRuntimeBundle(document, { needs, knowledge: [] }).project;

const project: ProjectDocument = {
  ...aProject([{ ...step('a', 'reply', { content: 'Hi' }), position: { x: 40, y: 80 } }]),
  notes: [
    noteSchema.parse({
      id: 'n',
      workflowId: 'main',
      text: 'To do',
      position: { x: 0, y: 0 },
      size: { width: 200, height: 100 },
    }),
  ],
  testUsers: [testUserSchema.parse({ id: 'u', name: 'Visitor', identity: 'anonymous' })],
};

test('what only authors see is no change for customers', () => {
  expect(comparePublished(published(project), project).comparison).toEqual({ project: [], workflows: [] });
});

test('steps, connections and texts that changed are said in a line each', () => {
  const now = {
    ...project,
    steps: [step('a', 'reply', { content: 'Hello' }), step('b', 'reply', { content: 'Bye' })],
    edges: [edge('e', 'a', 'next', 'b')],
  };
  expect(comparisonInLines(comparePublished(published(project), now).comparison)).toEqual([
    'Main: changed Reply · Text: “Hi” → “Hello”',
    'Main: added Reply · Say: Bye',
    'Main: Reply · next leads to Reply',
  ]);
});

test('what became of an action is said in one line', () => {
  const action = { id: 'cancel', name: 'Cancel order', type: 'calculation' };
  const before = { ...project, actions: [actionSchema.parse(action)] };
  const now = {
    ...project,
    actions: [actionSchema.parse({ ...action, effect: 'write', confirmMessage: 'Shall I cancel it?' })],
  };
  expect(comparisonInLines(comparePublished(published(before), now).comparison)).toEqual([
    'Action “Cancel order”: What it does to the outside: “Only asks” → “Changes something” · Question before it is done: empty → “Shall I cancel it?”',
  ]);
});

test('a step that is gone stands beside the one that led to it', () => {
  const live = {
    ...project,
    steps: [...project.steps, step('b')],
    edges: [edge('e', 'a', 'next', 'b')],
  };
  const { before } = comparePublished(published(live), project);
  expect(before.steps.map(({ position }) => position)).toEqual([
    { x: 40, y: 80 },
    { x: 320, y: 230 },
  ]);
});
