package dev.hexad.finops.focus;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.SchemaNode;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The rows of a Parquet file as CSV, of the columns that FOCUS knows, read as they are wanted. */
public final class ParquetCsv extends PieceStream {
  private static final int ROWS = 1024;

  static {
    // As many pages as there are threads are unpacked ahead of each column otherwise; with the
    // pages of some writers that is more than the memory of an agent.
    System.setProperty("hardwood.internal.maxOutstanding", "1");
  }

  private final ParquetFileReader file;
  private final ColumnReaders readers;
  private final List<ParquetField> fields;
  private final @Nullable Path spooled;
  private final StringBuilder text = new StringBuilder();
  private byte @Nullable [] header;
  private long row;

  private ParquetCsv(
      ParquetFileReader file,
      List<SchemaNode> nodes,
      ColumnReaders readers,
      @Nullable Path spooled) {
    this.file = file;
    this.readers = readers;
    this.spooled = spooled;
    Map<Integer, ParquetColumn> columns =
        IntStream.range(0, readers.getColumnCount())
            .mapToObj(readers::getColumnReader)
            .collect(
                Collectors.toMap(
                    reader -> reader.getColumnSchema().columnIndex(), ParquetColumn::new));
    this.fields = nodes.stream().map(node -> ParquetField.of(node, columns::get)).toList();
    String names = nodes.stream().map(SchemaNode::name).collect(Collectors.joining(","));
    this.header = (names + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** The rows of a file. */
  public static ParquetCsv of(Path path) throws IOException {
    return open(path, null);
  }

  /** The rows of a file that is still to come: its end says how to read it, so it is kept first. */
  public static ParquetCsv of(InputStream content) throws IOException {
    Path path = Files.createTempFile("bill", ".parquet");
    try {
      Files.copy(content, path, StandardCopyOption.REPLACE_EXISTING);
      return open(path, path);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  private static ParquetCsv open(Path path, @Nullable Path spooled) throws IOException {
    ParquetFileReader file;
    try {
      file = ParquetFileReader.open(InputFile.of(path));
    } catch (IOException | RuntimeException e) {
      throw broken("", e);
    }
    try {
      List<SchemaNode> nodes = nodes(file);
      String[] names = nodes.stream().map(SchemaNode::name).toArray(String[]::new);
      ColumnReaders readers =
          file.buildColumnReaders(ColumnProjection.columns(names)).batchSize(ROWS).build();
      return new ParquetCsv(file, nodes, readers, spooled);
    } catch (RuntimeException e) {
      file.close();
      throw e instanceof HexadException told ? told : broken("", e);
    }
  }

  /** Exports have many columns of their own, which need not be decoded. */
  private static List<SchemaNode> nodes(ParquetFileReader file) {
    List<SchemaNode> known =
        file.getFileSchema().getRootNode().children().stream()
            .filter(node -> FocusReader.knows(node.name()))
            .toList();
    if (known.isEmpty()) {
      throw new HexadException(ProblemType.INVALID, "The file has no column of FOCUS.");
    }
    return known;
  }

  private static HexadException broken(String where, Exception cause) {
    String said = String.valueOf(cause.getMessage()).replaceFirst("^\\[[^\\]]*\\] ", "");
    return new HexadException(
        ProblemType.INVALID,
        "This is no Parquet file that can be read, or it is cut off" + where + ": " + said + ".",
        cause);
  }

  @Override
  protected byte @Nullable [] next() {
    byte[] first = header;
    if (first != null) {
      header = null;
      return first;
    }
    text.setLength(0);
    try {
      if (!readers.nextBatch()) {
        return null;
      }
      fields.forEach(field -> field.columns().forEach(ParquetColumn::turn));
      for (int at = 0; at < readers.getRecordCount(); at++) {
        for (int i = 0; i < fields.size(); i++) {
          text.append(i == 0 ? "" : ",");
          ParquetField.append(fields.get(i).value(at), text);
        }
        text.append('\n');
      }
      row += readers.getRecordCount();
    } catch (RuntimeException e) {
      throw broken(" after row " + row, e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    readers.close();
    file.close();
    if (spooled != null) {
      Files.deleteIfExists(spooled);
    }
  }
}
