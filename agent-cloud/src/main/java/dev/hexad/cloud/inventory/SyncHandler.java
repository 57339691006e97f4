package dev.hexad.cloud.inventory;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.command.CommandHandler;
import dev.hexad.contracts.command.SyncParameters;
import org.springframework.stereotype.Component;

/** Reads the inventory on demand. */
@Component
final class SyncHandler implements CommandHandler<SyncParameters, SyncParameters.Result> {
  private final Inventory inventory;

  SyncHandler(Inventory inventory) {
    this.inventory = inventory;
  }

  @Override
  public String capability() {
    return "cloud.sync";
  }

  @Override
  public String description() {
    return "Reads the inventory of providers anew.";
  }

  @Override
  public Class<SyncParameters> parametersType() {
    return SyncParameters.class;
  }

  @Override
  public Class<SyncParameters.Result> resultType() {
    return SyncParameters.Result.class;
  }

  @Override
  public SyncParameters.Result handle(SyncParameters parameters, CommandContext context)
      throws InterruptedException {
    var accounts = inventory.run(parameters.provider());
    for (SyncParameters.Account account : accounts) {
      String skipped = account.skipped();
      context
          .log()
          .line(
              skipped != null
                  ? account.provider() + " skipped: " + skipped
                  : "%s: %d resources, %d added, %d changed, %d removed"
                      .formatted(
                          account.provider(),
                          account.total(),
                          account.added(),
                          account.changed(),
                          account.removed()));
    }
    return new SyncParameters.Result(accounts);
  }
}
