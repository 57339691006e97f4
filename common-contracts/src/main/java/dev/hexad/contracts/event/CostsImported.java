package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import dev.hexad.contracts.message.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Cost rows were imported. */
@MessageType("dev.hexad.finops.costs.imported.v1")
public record CostsImported(
    UUID importId,
    String source,
    boolean sample,
    int rows,
    int duplicates,
    LocalDate firstDay,
    LocalDate lastDay,
    List<Money> totals)
    implements Event {
  public CostsImported {
    Objects.requireNonNull(importId, "importId");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(firstDay, "firstDay");
    Objects.requireNonNull(lastDay, "lastDay");
    totals = totals == null ? List.of() : List.copyOf(totals);
  }

  @Override
  public String subject() {
    return importId.toString();
  }
}
