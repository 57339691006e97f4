package dev.hexad.finops.intake;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.finops.focus.BillForm;
import dev.hexad.finops.focus.BillText;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Opens bills, CSV, plain or gzip, or Parquet, and stops where they are too large. */
public final class BillFile {
  /** Largest body of a request. */
  static final long MAX_BODY = 64L * 1024 * 1024;

  /** Largest bill when it is not compressed; small files can unpack to anything. */
  private static final long MAX_PLAIN = 64L * 1024 * 1024 * 1024;

  private BillFile() {}

  /** The CSV in the file. */
  public static BillText open(Path file) throws IOException {
    var in = new BufferedInputStream(Files.newInputStream(file), 64 * 1024);
    BillForm form = BillForm.of(in);
    if (form == BillForm.PARQUET) {
      in.close();
      BillText rows = BillText.parquet(file);
      return new BillText(limited(rows.csv(), MAX_PLAIN), rows.byRow());
    }
    boolean gzip = form == BillForm.GZIP;
    try {
      return BillText.lines(limited(gzip ? new GZIPInputStream(in, 64 * 1024) : in, MAX_PLAIN));
    } catch (ZipException e) {
      in.close();
      throw new HexadException(ProblemType.INVALID, "The gzip file is broken.", e);
    }
  }

  /** Whether there is a header and no row below it. */
  public static boolean empty(Path file) throws IOException {
    try (BillText text = open(file)) {
      InputStream in = text.csv();
      boolean header = false;
      boolean ended = false;
      for (int b = in.read(); b >= 0; b = in.read()) {
        boolean blank = b == '\n' || b == '\r' || b == ' ';
        if (ended && !blank) {
          return false;
        }
        header |= !blank;
        ended |= b == '\n' && header;
      }
      return header;
    }
  }

  /** SHA-256 of the file as it is. */
  public static byte[] digest(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[64 * 1024];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends with a too-large problem instead of giving more bytes than the limit. */
  static InputStream limited(InputStream in, long limit) {
    return new FilterInputStream(in) {
      private long left = limit;

      @Override
      public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        count(Math.max(0, n));
        return n;
      }

      private void count(int n) {
        left -= n;
        if (left < 0) {
          throw new HexadException(
              ProblemType.TOO_LARGE, "The file is larger than " + limit + " bytes.");
        }
      }
    };
  }
}
