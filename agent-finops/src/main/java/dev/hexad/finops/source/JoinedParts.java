package dev.hexad.finops.source;

import dev.hexad.finops.focus.BillForm;
import dev.hexad.finops.focus.ParquetCsv;
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
public final class JoinedParts extends InputStream {
  private static final int LONGEST_HEADER = 64 * 1024;

  private final Iterator<Part> rest;
  private final Opening opening;
  private byte @Nullable [] header;
  private @Nullable InputStream current;
  private byte[] pending = new byte[0];
  private int given;

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

  private boolean next() throws IOException {
    if (!rest.hasNext()) {
      return false;
    }
    Part part = rest.next();
    InputStream in = plain(opening.open(part));
    current = in;
    byte[] line = line(in);
    if (header == null) {
      header = line;
      pending = line;
    } else if (Arrays.equals(header, line)) {
      pending = new byte[] {'\n'};
    } else {
      throw new IOException(
          "the part " + part.key() + " has other columns than the part before it");
    }
    given = 0;
    return true;
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
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (true) {
      if (given < pending.length) {
        int n = Math.min(length, pending.length - given);
        System.arraycopy(pending, given, target, offset, n);
        given += n;
        return n;
      }
      InputStream in = current;
      int n = in == null ? -1 : in.read(target, offset, length);
      if (n >= 0) {
        return n;
      }
      close();
      if (!next()) {
        return -1;
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      current.close();
      current = null;
    }
  }
}
