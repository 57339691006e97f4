package dev.hexad.finops.saving;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * What a bill gives away about waste. A rule says nothing rather than something that it cannot
 * show, and never promises more than was paid.
 */
enum Rule {
  /** An address that nothing uses. */
  IDLE_ADDRESS(
      "Release the address.",
      "Low: nothing answers there. The address itself is lost.",
      "remove the aws_eip, google_compute_address or azurerm_public_ip") {
    @Override
    Optional<Found> judge(Use use, LocalDate today) {
      BigDecimal idle =
          use.cost(meter ->
              meter.says("idle") && meter.says("address", "ipv4", "static ip", "elastic ip"));
      return found(
          idle, use, "the bill calls the address idle on " + use.charged() + " of 30 days");
    }
  },

  /** A snapshot that is kept and kept. */
  OLD_SNAPSHOT(
      "Delete the snapshot, or give it an end of its life.",
      "Medium: what it holds is lost. Look whether a rule or a law wants it kept.",
      "remove the aws_ebs_snapshot or aws_db_snapshot; an aws_dlm_lifecycle_policy ends the next ones") {
    @Override
    Optional<Found> judge(Use use, LocalDate today) {
      BigDecimal kept =
          use.cost(meter ->
              meter.says("snapshot")
                  || use.resource().toLowerCase(Locale.ROOT).contains("snapshot"));
      long age = ChronoUnit.DAYS.between(use.firstDay(), today);
      return age < OLD || use.charged() < Use.DAYS / 2
          ? Optional.empty()
          : found(kept, use, "charged for since " + use.firstDay() + ", " + age + " days");
    }
  },

  /** A volume of the type before, at a fifth more. */
  OLD_VOLUME_TYPE(
      "Change the volume from gp2 to gp3; it stays attached.",
      "Low: below 3,000 operations a second gp3 is as fast.",
      "type = \"gp3\" in the aws_ebs_volume") {
    @Override
    Optional<Found> judge(Use use, LocalDate today) {
      BigDecimal old = use.cost(meter -> meter.says("gp2") && !meter.says("snapshot"));
      return found(
          old.multiply(A_FIFTH).setScale(4, RoundingMode.HALF_EVEN),
          use,
          "charged as gp2; gp3 lists at 20 % less for each gigabyte");
    }
  },

  /** A load balancer that nothing goes through. */
  IDLE_LOAD_BALANCER(
      "Delete the load balancer.",
      "Medium: look whether it stands by for something.",
      "remove the aws_lb") {
    @Override
    Optional<Found> judge(Use use, LocalDate today) {
      boolean balancer =
          use.resource().toLowerCase(Locale.ROOT).contains("loadbalancer")
              || use.meters().stream()
                  .anyMatch(meter -> meter.says("loadbalancer", "load balancer"));
      return balancer ? unused(use) : Optional.empty();
    }
  },

  /** A gateway that nothing goes through. */
  IDLE_NAT_GATEWAY(
      "Delete the gateway.",
      "Medium: look whether a network needs it at times.",
      "remove the aws_nat_gateway") {
    @Override
    Optional<Found> judge(Use use, LocalDate today) {
      boolean gateway =
          use.meters().stream().anyMatch(meter -> meter.says("natgateway", "nat gateway"));
      return gateway ? unused(use) : Optional.empty();
    }
  };

  private static final int OLD = 90;
  private static final BigDecimal A_FIFTH = new BigDecimal("0.2");

  private final Advice advice;

  Rule(String act, String risk, String change) {
    this.advice = new Advice(act, risk, change);
  }

  /**
   * What can be saved.
   *
   * @param monthly in 30 days
   */
  record Found(Rule rule, BigDecimal monthly, String evidence) {}

  abstract Optional<Found> judge(Use use, LocalDate today);

  Advice advice() {
    return advice;
  }

  Optional<Found> found(BigDecimal monthly, Use use, String evidence) {
    return monthly.signum() <= 0 || monthly.compareTo(use.cost()) > 0
        ? Optional.empty()
        : Optional.of(new Found(this, monthly, evidence));
  }

  /** Paid by the hour nearly all the time, and nothing was measured by anything else. */
  Optional<Found> unused(Use use) {
    boolean hours = use.meters().stream().anyMatch(meter -> meter.says("hour", "hrs"));
    boolean traffic =
        use.meters().stream()
            .filter(meter -> !meter.says("hour", "hrs"))
            .anyMatch(meter -> meter.cost().signum() > 0 || meter.quantity().signum() > 0);
    return hours && !traffic && use.charged() >= Use.DAYS - 2
        ? found(use.cost(), use, "paid by the hour for 30 days, and nothing went through it")
        : Optional.empty();
  }
}
