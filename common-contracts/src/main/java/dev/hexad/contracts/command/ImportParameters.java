package dev.hexad.contracts.command;

import dev.hexad.contracts.message.MessageType;
import dev.hexad.contracts.message.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Imports a FOCUS file from one of the folders that the configuration allows.
 *
 * @param file path of a CSV file, plain or gzip
 * @param sample marks all rows as sample data
 */
@MessageType("dev.hexad.command.finops.import.v1")
public record ImportParameters(String file, @Nullable Boolean sample) implements Parameters {
  public ImportParameters {
    Objects.requireNonNull(file, "file");
  }

  /** What was imported. */
  public record Result(
      UUID importId,
      int rows,
      int duplicates,
      LocalDate firstDay,
      LocalDate lastDay,
      List<Money> totals) {
    public Result {
      totals = List.copyOf(totals);
    }
  }
}
