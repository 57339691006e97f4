package dev.hexad.finops.source;

import dev.hexad.finops.focus.BillForm;
import dev.hexad.finops.focus.ParquetCsv;
import dev.hexad.finops.focus.PieceStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Parts of a bill as one CSV: the header stands once, and must be the same in all of them. */
public final class JoinedParts extends PieceStream {
  private static final int LONGEST_HEADER = 64 * 1024;
  private static final int PIECE = 64 * 1024;

  private final Iterator<Part> rest;
  private final Opening opening;
  private byte @Nullable [] header;
  private @Nullable InputStream current;

  /** Opens a part, CSV, compressed or not, or Parquet. */
  @FunctionalInterface
  public interface Opening {
    InputStream open(Part part) throws IOException;
  }

  public JoinedParts(List<Part> parts, Opening opening) {
    this.rest = parts.iterator();
    this.opening = opening;
  }

  private static InputStream plain(InputStream raw) throws IOException {
    var in = new BufferedInputStream(raw, 64 * 1024);
    return switch (BillForm.of(in)) {
      case CSV -> in;
      case GZIP -> new BufferedInputStream(new GZIPInputStream(in, 64 * 1024), 64 * 1024);
      case PARQUET -> {
        try (in) {
          yield new BufferedInputStream(ParquetCsv.of(in), 64 * 1024);
        }
      }
    };
  }

  @Override
  protected byte @Nullable [] next() throws IOException {
    InputStream in = current;
    if (in != null) {
      byte[] piece = in.readNBytes(PIECE);
      if (piece.length > 0) {
        return piece;
      }
      close();
    }
    return rest.hasNext() ? begun(rest.next()) : null;
  }

  private byte[] begun(Part part) throws IOException {
    InputStream in = plain(opening.open(part));
    current = in;
    byte[] line = line(in);
    if (header == null) {
      header = line;
      return line;
    }
    if (Arrays.equals(header, line)) {
      return new byte[] {'\n'};
    }
    throw new IOException("the part " + part.key() + " has other columns than the part before it");
  }

  private static byte[] line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      line.write(b);
      if (b == '\n' || line.size() > LONGEST_HEADER) {
        break;
      }
    }
    return line.toByteArray();
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      current.close();
      current = null;
    }
  }
}
