package dev.hexad.finops.price;

import dev.hexad.finops.settings.PriceList;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** A price list of one's own, a CSV file with {@code meter,size,variant,region,price,currency}. */
final class ListedPrices implements PriceSource {
  private static final CSVFormat CSV =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setTrim(true).get();

  private final List<Line> lines;

  private ListedPrices(List<Line> lines) {
    this.lines = lines;
  }

  /** A line; what is empty fits all. */
  private record Line(Meter meter, String size, String variant, String region, Price price) {
    boolean fits(PriceQuestion question) {
      return meter == question.meter()
          && (size.isEmpty() || size.equalsIgnoreCase(question.size()))
          && (variant.isEmpty() || variant.equalsIgnoreCase(question.variant()))
          && (region.isEmpty() || region.equalsIgnoreCase(question.region()));
    }
  }

  /**
   * Reads the file.
   *
   * @param folders below which it may lie
   */
  static ListedPrices of(PriceList list, List<Path> folders) throws IOException {
    for (Path folder : folders) {
      Path file = folder.resolve(String.valueOf(list.location())).normalize();
      if (Files.isRegularFile(file) && file.toRealPath().startsWith(folder.toRealPath())) {
        return read(list.name(), file);
      }
    }
    throw new IOException(
        "there is no file '" + list.location() + "' in the folders of hexad.finops.import-folders");
  }

  private static ListedPrices read(String name, Path file) throws IOException {
    LocalDate day =
        LocalDate.ofInstant(Files.getLastModifiedTime(file).toInstant(), ZoneOffset.UTC);
    List<Line> lines = new ArrayList<>();
    try (Reader text = Files.newBufferedReader(file);
        var csv = CSV.parse(text)) {
      for (CSVRecord row : csv) {
        lines.add(line(row, name, day));
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("the price list '" + name + "' has an error: " + e.getMessage(), e);
    }
    return new ListedPrices(lines);
  }

  private static Line line(CSVRecord row, String name, LocalDate day) {
    String where = "line " + (row.getRecordNumber() + 1) + ": ";
    String word = row.get("meter");
    Meter meter =
        Meter.named(word)
            .orElseThrow(
                () -> new IllegalArgumentException(where + "there is no meter '" + word + "'"));
    try {
      var amount = new BigDecimal(row.get("price"));
      if (amount.signum() < 0) {
        throw new IllegalArgumentException("it is below 0");
      }
      String currency = Currency.getInstance(row.get("currency")).getCurrencyCode();
      return new Line(
          meter,
          row.get("size"),
          row.get("variant"),
          row.get("region").toLowerCase(Locale.ROOT),
          new Price(amount, currency, name, day));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          where + "price and currency must be a number and ISO 4217: " + e.getMessage(), e);
    }
  }

  @Override
  public List<Price> prices(PriceQuestion question) {
    return lines.stream().filter(line -> line.fits(question)).map(Line::price).toList();
  }
}
