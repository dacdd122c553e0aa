/** Type of what is dragged from the palette: the step kind. */
export const draggedKind = 'application/x-dialogram-step';
