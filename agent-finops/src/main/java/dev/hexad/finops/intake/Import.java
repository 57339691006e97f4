package dev.hexad.finops.intake;

import dev.hexad.contracts.command.ImportParameters;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Money;
import dev.hexad.finops.store.Mark;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A bill that was imported.
 *
 * @param number counts up in the order of imports
 * @param rows charges that it brought
 * @param duplicates charges that were not taken again, because the same file was there already
 * @param replaced earlier charges of the source that it replaced
 * @param kept charges of it that no later import has replaced
 * @param marks how many charges carry a mark
 */
public record Import(
    UUID id,
    int number,
    String source,
    boolean sample,
    String origin,
    int rows,
    int duplicates,
    int replaced,
    int kept,
    LocalDate firstDay,
    LocalDate lastDay,
    List<Money> totals,
    Map<Mark, Integer> marks,
    Instant importedAt) {

  ImportParameters.Result result() {
    return new ImportParameters.Result(id, rows, duplicates, firstDay, lastDay, totals);
  }

  static Import row(ResultSet rs, int n) throws SQLException {
    Map<Mark, Integer> marks = new TreeMap<>();
    Json.mapper()
        .readTree(rs.getString("marks"))
        .properties()
        .forEach(mark -> marks.put(Mark.valueOf(mark.getKey()), mark.getValue().intValue()));
    return new Import(
        rs.getObject("id", UUID.class),
        rs.getInt("number"),
        rs.getString("source"),
        rs.getBoolean("sample"),
        rs.getString("origin"),
        rs.getInt("rows"),
        rs.getInt("duplicates"),
        rs.getInt("replaced"),
        rs.getInt("kept"),
        rs.getObject("first_day", LocalDate.class),
        rs.getObject("last_day", LocalDate.class),
        List.of(Json.read(rs.getString("totals"), Money[].class)),
        marks,
        rs.getTimestamp("imported_at").toInstant());
  }
}
