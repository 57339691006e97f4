package dev.hexad.iac.plan;

import dev.hexad.contracts.command.EstimateParameters;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Money;
import java.util.List;
import java.util.UUID;

/** Answers of a FinOps agent. */
final class Estimates {
  private Estimates() {}

  /** One resource that costs ten dollars more. */
  static String of(UUID id, String address) {
    Money zero = new Money("0.00", "USD");
    Money ten = new Money("10.00", "USD");
    String type = address.replaceFirst("[.].*", "");
    var priced =
        new EstimateParameters.PricedChange(address, type, zero, ten, ten, 1, null, List.of());
    return Json.write(
        new EstimateParameters.Result(
            id, null, zero, ten, ten, ten, List.of(priced), List.of(), "ten more"));
  }
}
