package dev.hexad.finops.finding;

import dev.hexad.contracts.message.Json;
import dev.hexad.finops.anomaly.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something cost other than it should. The parts of where it is are empty for any.
 *
 * @param endedOn the first day that was ordinary again, null while it lasts
 * @param usual cost of an ordinary day
 * @param atStake what was paid too much since its start, negative for too little
 * @param explanation the driver in words
 */
record Anomaly(
    UUID id,
    LocalDate start,
    LocalDate detectedOn,
    @Nullable LocalDate endedOn,
    String provider,
    String account,
    String service,
    String region,
    String application,
    String currency,
    boolean up,
    double score,
    String usual,
    String atStake,
    Driver driver,
    String explanation,
    @Nullable UUID causeId,
    List<Suspect> suspects,
    boolean sample,
    AnomalyState state,
    @Nullable String note,
    @Nullable String decidedBy,
    Instant changedAt,
    Instant foundAt) {

  /** What moved. */
  enum Driver {
    USAGE,
    RATE,
    BOTH,
    /** There was nothing like it before. */
    NEW,
    /** It is not there any more. */
    GONE
  }

  /**
   * Something that was done shortly before.
   *
   * @param id of the deployment, plan or other work
   * @param evidence why it is suspected
   */
  record Suspect(
      UUID id,
      String kind,
      String title,
      @Nullable String author,
      @Nullable String commit,
      @Nullable UUID runId,
      Instant at,
      String evidence) {}

  Place place() {
    return new Place(provider, account, service, region, application);
  }

  /** The same under the id that it is known by. */
  Anomaly as(UUID known) {
    return new Anomaly(
        known,
        start,
        detectedOn,
        endedOn,
        provider,
        account,
        service,
        region,
        application,
        currency,
        up,
        score,
        usual,
        atStake,
        driver,
        explanation,
        causeId,
        suspects,
        sample,
        state,
        note,
        decidedBy,
        changedAt,
        foundAt);
  }

  String title() {
    StringBuilder where = new StringBuilder();
    for (String part : List.of(service, application, account, region, provider)) {
      if (!part.isEmpty() && where.length() < 60) {
        where.append(where.isEmpty() ? "" : ", ").append(part);
      }
    }
    return (where.isEmpty() ? "Everything" : where)
        + " costs "
        + (up ? "more" : "less")
        + " than usual since "
        + start;
  }

  static Anomaly row(ResultSet rs, int n) throws SQLException {
    return new Anomaly(
        rs.getObject("id", UUID.class),
        rs.getObject("start_day", LocalDate.class),
        rs.getObject("detected_on", LocalDate.class),
        rs.getObject("ended_on", LocalDate.class),
        rs.getString("provider"),
        rs.getString("account"),
        rs.getString("service"),
        rs.getString("region"),
        rs.getString("application"),
        rs.getString("currency"),
        rs.getBoolean("up"),
        rs.getDouble("score"),
        rs.getBigDecimal("usual").toPlainString(),
        rs.getBigDecimal("at_stake").toPlainString(),
        Driver.valueOf(rs.getString("driver")),
        rs.getString("explanation"),
        rs.getObject("cause_id", UUID.class),
        List.of(Json.read(rs.getString("suspects"), Suspect[].class)),
        rs.getBoolean("sample"),
        AnomalyState.valueOf(rs.getString("state")),
        rs.getString("note"),
        rs.getString("decided_by"),
        rs.getTimestamp("changed_at").toInstant(),
        rs.getTimestamp("found_at").toInstant());
  }
}
