package dev.hexad.finops.saving;

import dev.hexad.contracts.message.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money that could be saved.
 *
 * @param resource of which the bill speaks, or the commitment
 * @param monthly what would be saved in 30 days
 * @param spent what it cost in the last 30 days
 * @param change of infrastructure code that does it
 * @param cloudAct by which the Cloud agent does it, null where it has none
 * @param doneOn since when it must show in the bill
 * @param realised what is saved in 30 days by the bill, null while that is not known
 */
record Saving(
    UUID id,
    String rule,
    String resource,
    String provider,
    String account,
    String service,
    String region,
    String application,
    String currency,
    String monthly,
    String spent,
    String evidence,
    String act,
    String risk,
    String change,
    @Nullable CloudAct cloudAct,
    boolean sample,
    SavingState state,
    @Nullable String note,
    @Nullable String decidedBy,
    @Nullable LocalDate doneOn,
    @Nullable String realised,
    Instant changedAt,
    Instant foundAt) {
  static Saving row(ResultSet rs, int n) throws SQLException {
    String rule = rs.getString("rule");
    Advice advice = Advice.of(rule);
    String cloudAct = rs.getString("cloud_act");
    var realised = rs.getBigDecimal("realised");
    return new Saving(
        rs.getObject("id", UUID.class),
        rule,
        rs.getString("resource"),
        rs.getString("provider"),
        rs.getString("account"),
        rs.getString("service"),
        rs.getString("region"),
        rs.getString("application"),
        rs.getString("currency"),
        rs.getBigDecimal("monthly").toPlainString(),
        rs.getBigDecimal("spent").toPlainString(),
        rs.getString("evidence"),
        advice.act(),
        advice.risk(),
        advice.change(),
        cloudAct == null ? null : Json.read(cloudAct, CloudAct.class),
        rs.getBoolean("sample"),
        SavingState.valueOf(rs.getString("state")),
        rs.getString("note"),
        rs.getString("decided_by"),
        rs.getObject("done_on", LocalDate.class),
        realised == null ? null : realised.toPlainString(),
        rs.getTimestamp("changed_at").toInstant(),
        rs.getTimestamp("found_at").toInstant());
  }
}
