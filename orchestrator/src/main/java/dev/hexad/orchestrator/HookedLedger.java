package dev.hexad.orchestrator;

import dev.hexad.contracts.message.Envelope;
import dev.hexad.orchestrator.hook.HookIntake;
import dev.hexad.orchestrator.ledger.LedgerWatcher;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is recorded goes out by webhooks; the ledger and the hooks do not know each other. */
@Component
final class HookedLedger implements LedgerWatcher {
  private final HookIntake hooks;

  HookedLedger(HookIntake hooks) {
    this.hooks = hooks;
  }

  @Override
  public void recorded(List<Envelope> events) {
    hooks.take(events);
  }
}
