import { expect, type Locator, type Page } from '@playwright/test';

/** The conversation beside the canvas, and what it did. */
export class PreviewPanel {
  readonly page: Page;
  readonly root: Locator;
  /** Everything said so far, in order. */
  readonly bubbles: Locator;
  readonly assistantBubbles: Locator;
  readonly traceRows: Locator;
  readonly message: Locator;
  /** What a model is writing. */
  readonly draft: Locator;
  /** What happened between messages. */
  readonly asides: Locator;
  /** Where somebody asks for an operator, or is one. */
  readonly operator: Locator;
  /** Dry run or live, in words. */
  readonly mode: Locator;
  /** What code asked of the outside, in order. */
  readonly requests: Locator;

  constructor(page: Page) {
    this.page = page;
    this.root = page.getByRole('region', { name: 'Preview', exact: true });
    this.bubbles = this.root.locator('[data-role]');
    this.assistantBubbles = this.root.locator('[data-role="assistant"]');
    this.traceRows = this.root.locator('.trace-row');
    this.message = this.root.getByRole('textbox', { name: 'Message', exact: true });
    this.draft = this.root.getByTestId('draft');
    this.asides = this.root.locator('.chat__aside');
    this.operator = this.root.getByRole('region', { name: 'Operator' });
    this.mode = this.root.getByRole('group', { name: 'What the preview sends' });
    this.requests = this.root.getByRole('list', { name: 'Requests' }).locator('> li');
  }

  async start(): Promise<void> {
    await this.root.getByRole('button', { name: 'Start conversation' }).click();
  }

  async restart(): Promise<void> {
    await this.root.getByRole('button', { name: 'Restart conversation' }).click();
  }

  /** After a conversation that is over, or was lost with its host. */
  async startAgain(): Promise<void> {
    await this.root.getByRole('button', { name: 'Start again' }).click();
  }

  /** The button of an option, in the last question that has it. */
  option(label: string): Locator {
    return this.root.getByRole('group', { name: 'Options' }).getByRole('button', { name: label }).last();
  }

  /** Picks it once it is offered: the question before may have had an option of that name, too. */
  async pick(label: string): Promise<void> {
    await expect(this.option(label)).toBeEnabled();
    await this.option(label).click();
  }

  async say(text: string): Promise<void> {
    await this.message.fill(text);
    await this.root.getByRole('button', { name: 'Send', exact: true }).click();
  }

  /** From the menu that says who talks. */
  async chooseTestUser(name: string): Promise<void> {
    await this.openTestUsers();
    await this.page.getByRole('menuitem', { name: new RegExp(`^${name}`) }).click();
  }

  async openTestUsers(): Promise<void> {
    await this.root.getByRole('button', { name: /^Test user: / }).click();
  }

  async skipToNextTimer(): Promise<void> {
    await this.root.getByRole('button', { name: 'Skip time' }).click();
    await this.page.getByRole('menuitem', { name: 'Skip to the next timer' }).click();
  }

  async expectSaid(...contents: readonly string[]): Promise<void> {
    await expect(this.bubbles.locator('.markdown, .bubble__text')).toHaveText([...contents]);
  }

  /** The rows of the trace as `step → port`, the port by its id. */
  async expectTrace(rows: readonly { readonly stepId: string; readonly port: string }[]): Promise<void> {
    await expect
      .poll(() =>
        this.traceRows.evaluateAll((elements) =>
          elements.map((element) => ({
            stepId: element.getAttribute('data-step'),
            port: element.getAttribute('data-port'),
          })),
        ),
      )
      .toEqual(rows);
  }

  /** Input or output of a step of the trace, as it is shown. */
  async openRun(position: number): Promise<Locator> {
    const row = this.traceRows.nth(position);
    await row.getByRole('button', { name: /^Show details of / }).click();
    return row;
  }

  /** What waits for an operator. */
  async approve(reason: string): Promise<void> {
    const approval = this.root.getByRole('region', { name: 'Approval' });
    await approval.getByRole('textbox', { name: 'Reason' }).fill(reason);
    await approval.getByRole('button', { name: 'Approve' }).click();
    await expect(approval).toBeHidden();
  }

  async setLive(isLive: boolean): Promise<void> {
    await this.mode.getByRole('switch', { name: 'Live' }).click({ force: true });
    await expect(this.mode.getByRole('status')).toContainText(isLive ? 'Live:' : 'Dry run:');
  }

  /** A request of the trace, with what it carried. */
  async openRequest(position: number): Promise<Locator> {
    const request = this.requests.nth(position);
    await request.getByRole('button').first().click();
    return request;
  }

  /** What dry runs answer to this request from now on. */
  async answerDryRun(request: Locator, body: string): Promise<void> {
    const form = request.getByRole('form', { name: 'Answer of the dry run' });
    await form.getByLabel('Body').fill(body);
    await form.getByRole('button', { name: 'Answer this from now on' }).click();
    await expect(form).toContainText('You wrote this answer.');
  }

  async showEveryTurn(): Promise<void> {
    const toggle = this.root.getByRole('button', { name: 'This turn' });
    if (await toggle.isVisible()) await toggle.click();
  }
}
