package dev.hexad.finops.focus;

import dev.hardwood.reader.ColumnReader;
import dev.hardwood.schema.SchemaNode;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A field of the rows of Parquet: one column, or several that are a JSON object in FOCUS. */
sealed interface ParquetField {
  /** The columns that it is read from. */
  List<ParquetColumn> columns();

  /** Its value in a row of those that were read last. */
  @Nullable Object value(int row);

  /** A field of one column. */
  record Plain(ParquetColumn column) implements ParquetField {
    @Override
    public List<ParquetColumn> columns() {
      return List.of(column);
    }

    @Override
    public @Nullable Object value(int row) {
      return column.value(row);
    }
  }

  /** A field with keys of its own in each row. */
  record Keyed(ParquetColumn key, ParquetColumn content) implements ParquetField {
    @Override
    public List<ParquetColumn> columns() {
      return List.of(key, content);
    }

    @Override
    public @Nullable Object value(int row) {
      ColumnReader reader = key.reader();
      if (reader.getLayerValidity(0).isNull(row)) {
        return null;
      }
      int[] offsets = reader.getLayerOffsets(0);
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      for (int at = offsets[row]; at < offsets[row + 1]; at++) {
        values.put(String.valueOf(key.value(at)), content.value(at));
      }
      return values;
    }
  }

  /** A field with the same parts in all rows. */
  record Parts(List<ParquetColumn> columns) implements ParquetField {
    @Override
    public @Nullable Object value(int row) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      for (ParquetColumn column : columns) {
        Object value = column.value(row);
        if (value != null) {
          values.put(column.name(), value);
        }
      }
      return values.isEmpty() ? null : values;
    }
  }

  /**
   * The field of a node of the schema.
   *
   * @throws HexadException when it is neither a value nor a map or a structure of values
   */
  static ParquetField of(SchemaNode node, IntFunction<ParquetColumn> column) {
    if (node instanceof SchemaNode.PrimitiveNode plain && plain.maxRepetitionLevel() == 0) {
      return new Plain(column.apply(plain.columnIndex()));
    }
    if (node instanceof SchemaNode.GroupNode group) {
      if (group.isMap()
          && group.getMapKey() instanceof SchemaNode.PrimitiveNode key
          && group.getMapValue() instanceof SchemaNode.PrimitiveNode content) {
        return new Keyed(column.apply(key.columnIndex()), column.apply(content.columnIndex()));
      }
      List<SchemaNode.PrimitiveNode> parts =
          group.children().stream()
              .filter(SchemaNode.PrimitiveNode.class::isInstance)
              .map(SchemaNode.PrimitiveNode.class::cast)
              .toList();
      if (group.isStruct() && parts.size() == group.children().size()) {
        return new Parts(parts.stream().map(part -> column.apply(part.columnIndex())).toList());
      }
    }
    throw new HexadException(
        ProblemType.INVALID,
        "The column " + node.name() + " holds neither values nor maps or structures of values.");
  }

  /** Adds a value as a cell of CSV; what is null stays empty. */
  static void append(@Nullable Object value, StringBuilder to) {
    switch (value) {
      case null -> {
        // Nothing stands there.
      }
      case String text -> quote(text, to);
      case Map<?, ?> object -> quote(Json.write(object), to);
      case BigDecimal number -> to.append(number.toPlainString());
      default -> to.append(value);
    }
  }

  private static void quote(String text, StringBuilder to) {
    to.append('"').append(text.replace("\"", "\"\"")).append('"');
  }
}
