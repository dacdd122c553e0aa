// Calculates expressions: numbers, dates and time zones, units, texts, lists and tables, and nothing else.
// Invariants: pure, the same everywhere; each part of an expression is looked at once and takes time in proportion to the
// data it gets, so that no expression can hang or grow; values are data, never read as expressions. See decision 8.
import { AppError } from '#shared/errors/app-error.ts';
import { assertNever } from '#shared/util/assert-never.ts';
import type { Json, JsonObject } from '#shared/util/json.ts';
import { type CalculationClock, callableOf, isSame, memberOf, shifted } from './functions.ts';
import { type BinaryOperator, type Expression, parseExpression, wrong } from './parse.ts';
import { inWords, Moment, momentOf, numberOf, plainOf, Quantity, unitOf, type Value } from './values.ts';

interface Calculation extends CalculationClock {
  /** What names stand for. */
  readonly values: JsonObject;
}

/** Throws CALCULATION_FAILED. */
export function calculate(source: string, calculation: Calculation): Json {
  return plainOf(evaluate(parseExpression(source), calculation));
}

/** What is wrong with an expression whatever its values; undefined when it can be calculated. */
export function expressionProblem(source: string): string | undefined {
  try {
    inspect(parseExpression(source));
    return undefined;
  } catch (thrown) {
    return AppError.from(thrown).message;
  }
}

/** Whether it asks what time it is. */
export const asksTheTime = (source: string): boolean => /\b(?:now|today)\s*\(/u.test(source);

/** The names that an expression reads, such as `price`. Empty for one that is wrong. */
export function namesIn(source: string): readonly string[] {
  const names = new Set<string>();
  try {
    inspect(parseExpression(source), names);
  } catch {
    return [];
  }
  return [...names];
}

function inspect(expression: Expression, names = new Set<string>()): void {
  switch (expression.type) {
    case 'value':
      return;
    case 'name':
      names.add(expression.name);
      return;
    case 'list':
      for (const item of expression.items) inspect(item, names);
      return;
    case 'call':
      if (expression.name === 'if') needThree(expression.given);
      else callableOf(expression.name, expression.given.length);
      for (const given of expression.given) inspect(given, names);
      return;
    case 'quantity':
    case 'convert':
      unitOf(expression.unit);
      inspect(expression.of, names);
      return;
    case 'member':
    case 'unary':
      inspect(expression.of, names);
      return;
    case 'binary':
      inspect(expression.left, names);
      inspect(expression.right, names);
      return;
    case 'if':
      for (const part of [expression.test, expression.positive, expression.negative]) inspect(part, names);
      return;
    default:
      assertNever(expression);
  }
}

function evaluate(expression: Expression, given: Calculation): Value {
  switch (expression.type) {
    case 'value':
      return expression.value;
    case 'name':
      if (Object.hasOwn(given.values, expression.name)) return given.values[expression.name] ?? null;
      throw wrong(`There is no value “${expression.name}”`, 'Check its name, or set it in a step before.');
    case 'member':
      return memberOf(evaluate(expression.of, given), expression.name);
    case 'list':
      return expression.items.map((item) => plainOf(evaluate(item, given)));
    case 'call': {
      if (expression.name !== 'if') {
        const callable = callableOf(expression.name, expression.given.length);
        return callable.run(
          expression.given.map((each) => evaluate(each, given)),
          given,
        );
      }
      const [test, positive, negative] = needThree(expression.given);
      return evaluate(isTrue(evaluate(test, given)) ? positive : negative, given);
    }
    case 'if':
      return evaluate(
        isTrue(evaluate(expression.test, given)) ? expression.positive : expression.negative,
        given,
      );
    case 'quantity': {
      const unit = unitOf(expression.unit);
      return new Quantity(unit.toBase(numberOf(evaluate(expression.of, given))), unit.name);
    }
    case 'convert':
      return converted(evaluate(expression.of, given), expression.unit);
    case 'unary': {
      const value = evaluate(expression.of, given);
      if (expression.operator === 'not') return !isTrue(value);
      if (expression.operator === '%') return numberOf(value, '%') / 100;
      return value instanceof Quantity ? new Quantity(-value.amount, value.unit) : -numberOf(value, '-');
    }
    case 'binary':
      return combined(expression, given);
    default:
      return assertNever(expression);
  }
}

function needThree(given: readonly Expression[]): readonly [Expression, Expression, Expression] {
  const [test, positive, negative] = given;
  if (test !== undefined && positive !== undefined && negative !== undefined && given.length === 3) {
    return [test, positive, negative];
  }
  throw wrong(`if takes 3 values and got ${given.length}`);
}

/** A number of the unit; without `to` a quantity is a text such as “5 km”. */
function converted(value: Value, name: string): number {
  const unit = unitOf(name);
  if (!(value instanceof Quantity)) {
    throw wrong(
      `${inWords(value)} has no unit that could become ${name}`,
      'Write it with one, such as 5 km.',
    );
  }
  refuseOther(unitOf(value.unit).dimension, unit.dimension);
  return unit.fromBase(value.amount);
}

function combined(
  { operator, left: one, right: other }: Extract<Expression, { type: 'binary' }>,
  given: Calculation,
): Value {
  const left = evaluate(one, given);
  if (operator === 'and') return isTrue(left) && isTrue(evaluate(other, given));
  if (operator === 'or') return isTrue(left) || isTrue(evaluate(other, given));
  const right = evaluate(other, given);
  if (left instanceof Moment || right instanceof Moment)
    return withMoment(operator, left, right, given.timeZone);
  if (left instanceof Quantity || right instanceof Quantity) return withQuantity(operator, left, right);
  if (operator === '=') return isSame(left, right);
  if (operator === '!=') return !isSame(left, right);
  return arithmetic(operator, numberOf(left, `“${operator}”`), numberOf(right, `“${operator}”`));
}

function withMoment(operator: BinaryOperator, left: Value, right: Value, timeZone: string): Value {
  const moment = left instanceof Moment ? left : right instanceof Moment ? right : undefined;
  const span = left instanceof Quantity ? left : right instanceof Quantity ? right : undefined;
  if (
    moment !== undefined &&
    span !== undefined &&
    (operator === '+' || (operator === '-' && left === moment))
  ) {
    const unit = unitOf(span.unit);
    refuseOther(unit.dimension, 'time');
    const seconds = operator === '+' ? span.amount : -span.amount;
    const days = seconds / 86_400;
    if (['day', 'week'].includes(unit.name) && Number.isInteger(days)) return shifted(moment, days, 'day');
    return new Moment(moment.at + seconds * 1000, moment.timeZone, false);
  }
  const [from, to] = [momentOf(left, timeZone), momentOf(right, timeZone)];
  if (operator === '-') return new Quantity((from.at - to.at) / 1000, 'day');
  return compared(operator, from.at, to.at);
}

function withQuantity(operator: BinaryOperator, left: Value, right: Value): Value {
  if (left instanceof Quantity && right instanceof Quantity) {
    refuseOther(unitOf(left.unit).dimension, unitOf(right.unit).dimension);
    if (operator === '+') return new Quantity(left.amount + right.amount, left.unit);
    if (operator === '-') return new Quantity(left.amount - right.amount, left.unit);
    if (operator === '/') return arithmetic('/', left.amount, right.amount);
    return compared(operator, left.amount, right.amount);
  }
  if (left instanceof Quantity && (operator === '*' || operator === '/')) {
    const unit = unitOf(left.unit);
    const amount = arithmetic(operator, unit.fromBase(left.amount), numberOf(right, `“${operator}”`));
    return new Quantity(unit.toBase(Number(amount)), left.unit);
  }
  if (right instanceof Quantity && operator === '*') return withQuantity('*', right, left);
  throw wrong(`“${operator}” cannot put a unit and a plain number together`, 'Write both with a unit.');
}

function arithmetic(operator: BinaryOperator, left: number, right: number): Value {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      if (right === 0) throw wrong('It divides by zero', 'Check the value before it is used.');
      return left / right;
    default:
      return compared(operator, left, right);
  }
}

function compared(operator: BinaryOperator, left: number, right: number): boolean {
  const isEqual = left === right || Math.abs(left - right) <= Math.abs(left) * 1e-12;
  switch (operator) {
    case '=':
      return isEqual;
    case '!=':
      return !isEqual;
    case '<':
      return left < right && !isEqual;
    case '>':
      return left > right && !isEqual;
    case '<=':
      return left < right || isEqual;
    case '>=':
      return left > right || isEqual;
    default:
      throw wrong(`“${operator}” does not work with these values`);
  }
}

function isTrue(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  throw wrong(
    `A yes or no is needed, and there is ${inWords(value)}`,
    'Compare it with something, such as x > 0.',
  );
}

function refuseOther(one: string, other: string): void {
  if (one !== other) throw wrong(`Units of ${one} and ${other} do not go together`);
}
