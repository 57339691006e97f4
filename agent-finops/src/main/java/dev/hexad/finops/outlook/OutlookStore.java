package dev.hexad.finops.outlook;

import dev.hexad.contracts.message.Json;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The forecasts that were made last. */
@Component
class OutlookStore {
  private final JdbcClient jdbc;

  OutlookStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Puts new forecasts in place of all old ones. */
  @Transactional
  public void replace(List<Outlook> outlooks) {
    jdbc.sql("delete from forecast").update();
    outlooks.forEach(this::insert);
  }

  private void insert(Outlook outlook) {
    jdbc.sql(
            """
            insert into forecast (dimension, key, currency, sample, last_day, days, point, low80,
              high80, low95, high95, weights, origins, error, naive_error, mean, covered80,
              covered95, better, made_at)
            values (:dimension, :key, :currency, :sample, :last, :days, :point::float8[],
              :low80::float8[], :high80::float8[], :low95::float8[], :high95::float8[],
              :weights::jsonb, :origins, :error::float8, :naive::float8, :mean,
              :covered80::float8, :covered95::float8, :better, :at)
            """)
        .param("dimension", outlook.name().dimension())
        .param("key", outlook.name().key())
        .param("currency", outlook.name().currency())
        .param("sample", outlook.sample())
        .param("last", outlook.lastDay())
        .param("days", outlook.days())
        .param("point", array(outlook.point()))
        .param("low80", array(outlook.low80()))
        .param("high80", array(outlook.high80()))
        .param("low95", array(outlook.low95()))
        .param("high95", array(outlook.high95()))
        .param("weights", Json.write(outlook.methods()))
        .param("origins", outlook.origins())
        .param("error", outlook.error())
        .param("naive", outlook.naiveError())
        .param("mean", outlook.mean())
        .param("covered80", outlook.covered80())
        .param("covered95", outlook.covered95())
        .param("better", outlook.better())
        .param("at", Timestamp.from(outlook.madeAt()))
        .update();
  }

  private static String array(double[] values) {
    return "{" + String.join(",", Arrays.stream(values).mapToObj(Double::toString).toList()) + "}";
  }

  Optional<Outlook> find(SeriesName name) {
    return jdbc.sql("select * from forecast where dimension = ? and key = ? and currency = ?")
        .params(name.dimension(), name.key(), name.currency())
        .query(OutlookStore::row)
        .optional();
  }

  /** Those of a dimension, by key. */
  List<Outlook> page(String dimension, @Nullable String currency, String after, int limit) {
    return jdbc.sql(
            """
            select * from forecast where dimension = :dimension
              and (:currency::text is null or currency = :currency)
              and (key || '~' || currency) collate "C" > :after
            order by (key || '~' || currency) collate "C" limit :limit
            """)
        .param("dimension", dimension)
        .param("currency", currency)
        .param("after", after)
        .param("limit", limit)
        .query(OutlookStore::row)
        .list();
  }

  static String cursor(Outlook outlook) {
    return outlook.name().key() + "~" + outlook.name().currency();
  }

  private static Outlook row(ResultSet rs, int n) throws SQLException {
    Map<String, Double> methods = new TreeMap<>();
    Json.mapper()
        .readTree(rs.getString("weights"))
        .properties()
        .forEach(weight -> methods.put(weight.getKey(), weight.getValue().doubleValue()));
    return new Outlook(
        new SeriesName(rs.getString("dimension"), rs.getString("key"), rs.getString("currency")),
        rs.getBoolean("sample"),
        rs.getObject("last_day", LocalDate.class),
        rs.getInt("days"),
        values(rs.getArray("point")),
        values(rs.getArray("low80")),
        values(rs.getArray("high80")),
        values(rs.getArray("low95")),
        values(rs.getArray("high95")),
        methods,
        rs.getInt("origins"),
        number(rs, "error"),
        number(rs, "naive_error"),
        rs.getDouble("mean"),
        number(rs, "covered80"),
        number(rs, "covered95"),
        rs.getBoolean("better"),
        rs.getTimestamp("made_at").toInstant());
  }

  private static @Nullable Double number(ResultSet rs, String column) throws SQLException {
    double value = rs.getDouble(column);
    return rs.wasNull() ? null : value;
  }

  private static double[] values(Array array) throws SQLException {
    return Arrays.stream((Double[]) array.getArray()).mapToDouble(Double::doubleValue).toArray();
  }
}
