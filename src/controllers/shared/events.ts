// Events are told as well as it goes: a namespace on its way out takes none, and no controller stops for that.
import { ApiError } from '../../apimachinery/status.ts';
import { type ComponentContext, type EventOf, recordEvent } from '../../client/index.ts';

export function tell(context: ComponentContext, component: string, event: EventOf): void {
  try {
    recordEvent(context, component, event);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}
