package dev.hexad.finops.saving;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.finops.settings.FinopsSettings;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;

/** Asks other agents about machines and resources, before savings are looked for. */
@Service
public class Looks {
  private static final Logger log = LoggerFactory.getLogger(Looks.class);

  private final List<Look> looks;
  private final LeftoverStore store;
  private final LiveConfiguration<FinopsSettings> settings;

  Looks(List<Look> looks, LeftoverStore store, LiveConfiguration<FinopsSettings> settings) {
    this.looks = List.copyOf(looks);
    this.store = store;
    this.settings = settings;
  }

  /** Asks all. Who does not answer is noted; what they said before holds for some days. */
  public void refresh() {
    for (Look look : looks) {
      try {
        ask(look);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void ask(Look look) throws InterruptedException {
    if (!look.wanted(settings.current())) {
      store.forget(look.topic());
      return;
    }
    try {
      store.replace(look.topic(), look.look(settings.current()));
    } catch (OrchestratorClient.RefusedException e) {
      store.failed(
          look.topic(),
          e.status() == 404
              ? "there is no %s agent to ask".formatted(look.asked())
              : "the %s agent says: %s".formatted(look.asked(), e.detail()));
    } catch (IOException | JacksonException e) {
      log.atWarn().setCause(e).addKeyValue("topic", look.topic()).log("no answer of use");
      store.failed(look.topic(), "the %s agent gives no answer of use".formatted(look.asked()));
    }
  }
}
