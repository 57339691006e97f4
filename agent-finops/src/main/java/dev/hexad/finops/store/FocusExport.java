package dev.hexad.finops.store;

import dev.hexad.finops.focus.FocusColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.stereotype.Component;

/** Gives charges back as they came: CSV in FOCUS 1.2 form, written by the database. */
@Component
public class FocusExport {
  private static final Map<FocusColumn, String> EXPRESSIONS = expressions();
  private static final String COLUMNS =
      Arrays.stream(FocusColumn.values())
          .map(column -> EXPRESSIONS.get(column) + " as \"" + column.column() + "\"")
          .collect(Collectors.joining(", "));

  private final DataSource database;

  FocusExport(DataSource database) {
    this.database = database;
  }

  private static Map<FocusColumn, String> expressions() {
    Map<FocusColumn, String> columns = new EnumMap<>(FocusColumn.class);
    for (FocusColumn column : FocusColumn.values()) {
      columns.put(column, expression(column));
    }
    return columns;
  }

  private static String expression(FocusColumn column) {
    return switch (column) {
      case PROVIDER_NAME -> "d.provider";
      case PUBLISHER_NAME -> "d.publisher";
      case BILLING_ACCOUNT_ID -> "d.billing_account";
      case SUB_ACCOUNT_ID -> "d.account";
      case SUB_ACCOUNT_NAME -> "d.account_name";
      case SERVICE_NAME -> "d.service";
      case SERVICE_CATEGORY -> "d.service_category";
      case REGION_ID -> "d.region";
      case CHARGE_CATEGORY -> "d.category";
      case CHARGE_CLASS -> "d.class";
      case CHARGE_FREQUENCY -> "d.frequency";
      case PRICING_CATEGORY -> "d.pricing";
      case COMMITMENT_DISCOUNT_ID -> "d.commitment";
      case COMMITMENT_DISCOUNT_TYPE -> "d.commitment_type";
      case COMMITMENT_DISCOUNT_STATUS -> "d.commitment_status";
      case RESOURCE_TYPE -> "d.resource_type";
      case BILLING_CURRENCY -> "d.currency";
      case TAGS -> "nullif(d.tags, '{}')";
      case RESOURCE_ID -> "c.resource";
      case RESOURCE_NAME -> "c.resource_name";
      case CHARGE_PERIOD_START -> time("c.period_start");
      case CHARGE_PERIOD_END -> time("c.period_end");
      case BILLED_COST -> "c.billed";
      case EFFECTIVE_COST -> "c.effective";
      case LIST_COST -> "c.list";
      case CONTRACTED_COST -> "c.contracted";
      case CONSUMED_QUANTITY -> "c.consumed";
      case PRICING_QUANTITY -> "c.priced";
      case LIST_UNIT_PRICE -> "c.list_price";
      case CONTRACTED_UNIT_PRICE -> "c.contracted_price";
      case COMMITMENT_DISCOUNT_QUANTITY,
          PRICING_CURRENCY_CONTRACTED_UNIT_PRICE,
          PRICING_CURRENCY_EFFECTIVE_COST,
          PRICING_CURRENCY_LIST_UNIT_PRICE ->
          "c.more ->> '" + column.column() + "'";
      case AVAILABILITY_ZONE,
          BILLING_ACCOUNT_NAME,
          BILLING_ACCOUNT_TYPE,
          BILLING_PERIOD_END,
          BILLING_PERIOD_START,
          CAPACITY_RESERVATION_ID,
          CAPACITY_RESERVATION_STATUS,
          CHARGE_DESCRIPTION,
          COMMITMENT_DISCOUNT_CATEGORY,
          COMMITMENT_DISCOUNT_NAME,
          COMMITMENT_DISCOUNT_UNIT,
          CONSUMED_UNIT,
          INVOICE_ID,
          INVOICE_ISSUER_NAME,
          PRICING_CURRENCY,
          PRICING_UNIT,
          REGION_NAME,
          SERVICE_SUBCATEGORY,
          SKU_ID,
          SKU_METER,
          SKU_PRICE_DETAILS,
          SKU_PRICE_ID,
          SUB_ACCOUNT_TYPE ->
          "t.data ->> '" + column.column() + "'";
    };
  }

  private static String time(String column) {
    return "to_char(" + column + " at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";
  }

  /**
   * Writes the charges of a period.
   *
   * @param sourceId null for all sources
   * @return how many charges
   */
  public long write(LocalDate from, LocalDate to, @Nullable Integer sourceId, OutputStream target)
      throws IOException {
    String copy =
        "copy (select "
            + COLUMNS
            + " from charge c join cost_dimension d on d.id = c.dimension_id"
            + " join cost_detail t on t.id = c.detail_id where c.day between '"
            + from
            + "' and '"
            + to
            + "'"
            + (sourceId == null ? "" : " and c.source_id = " + sourceId)
            + " order by c.day, c.import_number, c.line) to stdout (format csv, header)";
    try (var connection = database.getConnection()) {
      return connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copy, target);
    } catch (SQLException e) {
      throw new IOException("the database did not give the charges", e);
    }
  }
}
