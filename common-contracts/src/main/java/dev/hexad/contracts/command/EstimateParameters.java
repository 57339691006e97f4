package dev.hexad.contracts.command;

import dev.hexad.contracts.message.MessageType;
import dev.hexad.contracts.message.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says what planned changes of resources will cost in a month. An estimate of a plan takes the
 * place of an earlier one of the same plan, and is compared with the bill later.
 *
 * @param planId the plan that is priced; none when absent
 * @param application whose costs they will be; unknown when absent
 * @param currency of the answer, ISO 4217; that of the most prices when absent
 * @param changes 1 to 5000
 */
@MessageType("dev.hexad.command.finops.estimate.v1")
public record EstimateParameters(
    @Nullable UUID planId,
    @Nullable String application,
    @Nullable String environment,
    @Nullable String currency,
    List<PlannedChange> changes)
    implements Parameters {
  private static final int MOST = 5000;

  public EstimateParameters {
    if (changes == null || changes.isEmpty() || changes.size() > MOST) {
      throw new IllegalArgumentException("changes must hold 1 to " + MOST + " planned changes");
    }
    changes = List.copyOf(changes);
  }

  /**
   * One resource that is made, changed or removed. A replacement is one change with both states.
   *
   * @param address of the resource in its plan, unique there
   * @param type as Terraform names it, for example {@code aws_instance}
   * @param region where it is, as its provider names it; unknown when absent
   * @param resourceId as the bill names it; unknown when absent
   * @param before what it is now; absent when it is made
   * @param after what it will be; absent when it is removed
   */
  public record PlannedChange(
      String address,
      String type,
      @Nullable String region,
      @Nullable String resourceId,
      @Nullable PlannedState before,
      @Nullable PlannedState after) {
    public PlannedChange {
      Objects.requireNonNull(address, "address");
      Objects.requireNonNull(type, "type");
      if (before == null && after == null) {
        throw new IllegalArgumentException(address + " has neither a state before nor one after");
      }
    }
  }

  /**
   * A state of a resource, as far as it matters for its price.
   *
   * @param attributes scalar attributes by their Terraform names, for example {@code
   *     instance_type}; those of a nested block with a dot: {@code root_block_device.volume_size}
   * @param hoursPerMonth how long it runs in a month, 730 when absent
   * @param usage what is used in a month, for what is paid by use, by the unit of the price; what
   *     has no usage is not priced
   */
  public record PlannedState(
      Map<String, String> attributes,
      @Nullable Double hoursPerMonth,
      @Nullable Map<String, Double> usage) {
    private static final double MOST_HOURS = 744;

    public PlannedState {
      attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
      usage = usage == null ? Map.of() : Map.copyOf(usage);
      if (hoursPerMonth != null && !(hoursPerMonth >= 0 && hoursPerMonth <= MOST_HOURS)) {
        throw new IllegalArgumentException("hoursPerMonth must be 0 to 744, not " + hoursPerMonth);
      }
      usage.forEach((unit, quantity) -> {
        if (!(quantity >= 0 && quantity < Double.POSITIVE_INFINITY)) {
          throw new IllegalArgumentException(
              "usage." + unit + " must not be below 0, it is " + quantity);
        }
      });
    }
  }

  /**
   * What it will cost. The sums are of what has a price, by prices alone; {@code corrected} takes
   * in what earlier estimates missed by.
   *
   * @param before of all priced changes in a month
   * @param delta after less before
   * @param corrected the delta with what was learnt from bills
   * @param notPriced what is in no sum
   * @param summary for people, one fact a line
   */
  public record Result(
      UUID estimateId,
      @Nullable UUID planId,
      Money before,
      Money after,
      Money delta,
      Money corrected,
      List<PricedChange> priced,
      List<UnpricedChange> notPriced,
      String summary) {
    public Result {
      priced = List.copyOf(priced);
      notPriced = List.copyOf(notPriced);
    }
  }

  /**
   * A change with a price.
   *
   * @param factor what is multiplied to what is corrected, 1 when nothing was learnt
   * @param error mean relative error of earlier corrected estimates of the type; null when nothing
   *     was learnt
   * @param lines what the sums are made of
   */
  public record PricedChange(
      String address,
      String type,
      Money before,
      Money after,
      Money delta,
      double factor,
      @Nullable Double error,
      List<PriceLine> lines) {
    public PricedChange {
      lines = List.copyOf(lines);
    }
  }

  /**
   * One price that was used.
   *
   * @param component for example {@code instance hours}
   * @param unitPrice of one unit; more than two decimal places are usual
   * @param source {@code bill}, {@code sample bill}, or the name of a price list
   * @param asOf day of the price
   */
  public record PriceLine(
      String component,
      String unit,
      double quantityBefore,
      double quantityAfter,
      Money unitPrice,
      String source,
      LocalDate asOf) {}

  /**
   * A change without a price, or a part of one. It is in no sum, it is not zero.
   *
   * @param component the part that has none; the whole resource when absent
   */
  public record UnpricedChange(
      String address, String type, @Nullable String component, String reason) {}
}
