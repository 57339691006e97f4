package dev.hexad.finops.focus;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.schema.ColumnSchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The values of one column of Parquet, some rows at a time. */
final class ParquetColumn {
  private static final int JULIAN_EPOCH = 2_440_588;

  private final ColumnReader reader;
  private final ColumnSchema schema;
  private IntFunction<Object> values = at -> "";

  ParquetColumn(ColumnReader reader) {
    this.reader = reader;
    this.schema = reader.getColumnSchema();
  }

  ColumnReader reader() {
    return reader;
  }

  String name() {
    return schema.name();
  }

  /** Turns to the rows that were read last. */
  void turn() {
    values =
        switch (schema.type()) {
          case BOOLEAN -> {
            boolean[] all = reader.getBooleans();
            yield at -> all[at];
          }
          case INT32 -> {
            int[] all = reader.getInts();
            yield at -> whole(all[at]);
          }
          case INT64 -> {
            long[] all = reader.getLongs();
            yield at -> whole(all[at]);
          }
          case FLOAT -> {
            float[] all = reader.getFloats();
            yield at -> decimal(Float.toString(all[at]));
          }
          case DOUBLE -> {
            double[] all = reader.getDoubles();
            yield at -> decimal(Double.toString(all[at]));
          }
          case INT96 -> {
            byte[][] all = reader.getBinaries();
            yield at -> time96(all[at]);
          }
          case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> {
            byte[][] all = reader.getBinaries();
            yield at -> bytes(all[at]);
          }
        };
  }

  /** A text, a number, a time or null. */
  @Nullable Object value(int at) {
    return reader.getLeafValidity().isNull(at) ? null : values.apply(at);
  }

  private Object whole(long value) {
    return switch (schema.logicalType()) {
      case LogicalType.DecimalType type -> BigDecimal.valueOf(value, type.scale());
      case LogicalType.DateType day -> LocalDate.ofEpochDay(value);
      case LogicalType.TimestampType type ->
          switch (type.unit()) {
            case MILLIS -> Instant.ofEpochMilli(value);
            case MICROS -> Instant.EPOCH.plus(value, ChronoUnit.MICROS);
            case NANOS -> Instant.EPOCH.plusNanos(value);
          };
      case null, default -> value;
    };
  }

  /** What is no number stays a text, which is told with its row. */
  private static Object decimal(String text) {
    boolean number = Character.isDigit(text.charAt(text.length() - 1));
    return number ? new BigDecimal(text) : text;
  }

  /** Nanoseconds of the day, then the Julian day, as Impala began it. */
  private static Instant time96(byte[] value) {
    ByteBuffer parts = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    long nanos = parts.getLong();
    return Instant.EPOCH.plus(parts.getInt() - JULIAN_EPOCH, ChronoUnit.DAYS).plusNanos(nanos);
  }

  /** Some writers do not say that their texts are texts. */
  private Object bytes(byte[] value) {
    return schema.logicalType() instanceof LogicalType.DecimalType type
        ? new BigDecimal(new BigInteger(value), type.scale())
        : new String(value, StandardCharsets.UTF_8);
  }
}
