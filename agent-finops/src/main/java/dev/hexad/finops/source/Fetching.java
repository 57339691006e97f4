package dev.hexad.finops.source;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.finops.focus.BillText;
import dev.hexad.finops.intake.BillFile;
import dev.hexad.finops.intake.Import;
import dev.hexad.finops.intake.Imports;
import dev.hexad.finops.settings.BillSource;
import dev.hexad.finops.settings.FinopsSettings;
import dev.hexad.service.ServiceProperties;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks at the configured sources when it is time, and imports what is new or has changed. */
@Component
class Fetching {
  private static final Logger log = LoggerFactory.getLogger(Fetching.class);

  private final LiveConfiguration<FinopsSettings> settings;
  private final SourceStore store;
  private final SourceOpening opening;
  private final Imports imports;
  private final Path folder;

  Fetching(
      LiveConfiguration<FinopsSettings> settings,
      SourceStore store,
      SourceOpening opening,
      Imports imports,
      ServiceProperties service) {
    this.settings = settings;
    this.store = store;
    this.opening = opening;
    this.imports = imports;
    this.folder = service.dataFolder().resolve("fetched");
  }

  /** At a rate, so that a slow source holds up nothing else; the claim keeps each one single. */
  @Scheduled(fixedRate = 5_000, initialDelay = 5_000)
  void tick() {
    for (BillSource source : settings.current().sources()) {
      if (store.claim(source.name(), Duration.ofMinutes(source.everyMinutes()))) {
        look(source);
      }
    }
  }

  private void look(BillSource source) {
    try (CostSource bills = opening.open(source)) {
      Map<String, String> known = store.versions(source.name());
      int problems = 0;
      for (CostSource.Delivery delivery : bills.deliveries()) {
        if (!delivery.version().equals(known.get(delivery.key()))) {
          problems += take(source, bills, delivery) ? 0 : 1;
        }
      }
      store.checked(
          source.name(),
          problems == 0
              ? null
              : problems + (problems == 1 ? " delivery" : " deliveries") + " could not be taken");
    } catch (IOException | RuntimeException e) {
      log.atWarn().setCause(e).addKeyValue("source", source.name()).log("bills not fetched");
      store.checked(source.name(), message(e));
    }
  }

  /** Files are stored first: a slow sender must not hold a transaction open. */
  private boolean take(BillSource source, CostSource bills, CostSource.Delivery delivery)
      throws IOException {
    UUID id = Ids.next();
    Path file = Files.createDirectories(folder).resolve(id.toString());
    try {
      try (InputStream csv = bills.open(delivery)) {
        Files.copy(csv, file, StandardCopyOption.REPLACE_EXISTING);
      }
      if (BillFile.empty(file) && !store.imported(source.name(), delivery.key())) {
        // A month without costs; it is not asked for again until it may have some.
        store.taken(source.name(), delivery, null, null);
        return true;
      }
      var bill =
          new Imports.Bill(
              id,
              source.name(),
              false,
              delivery.key(),
              BillFile.digest(file),
              delivery.replacing());
      try (BillText text = BillFile.open(file)) {
        Import done = imports.take(bill, text);
        store.taken(source.name(), delivery, done.id(), null);
        log.atInfo()
            .addKeyValue("source", source.name())
            .addKeyValue("delivery", delivery.key())
            .addKeyValue("rows", done.rows())
            .log("bill fetched");
      }
      return true;
    } catch (RuntimeException | IOException e) {
      // One that cannot be read must not keep the others from being imported.
      log.atWarn()
          .setCause(e instanceof HexadException || e instanceof IOException ? null : e)
          .addKeyValue("source", source.name())
          .addKeyValue("delivery", delivery.key())
          .log("bill not imported: {}", e.getMessage());
      store.taken(source.name(), delivery, null, message(e));
      return false;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static String message(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
