package dev.hexad.finops.focus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How a bill is written, told by its first bytes. */
public enum BillForm {
  CSV(),
  GZIP(0x1f, 0x8b),
  PARQUET('P', 'A', 'R', '1');

  private static final int LOOK_AT = 4;
  private final byte[] magic;

  BillForm(int... magic) {
    this.magic = new String(magic, 0, magic.length).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Leaves the stream, which must know marks, where it was. */
  public static BillForm of(InputStream in) throws IOException {
    in.mark(LOOK_AT);
    byte[] start = in.readNBytes(LOOK_AT);
    in.reset();
    for (BillForm form : new BillForm[] {PARQUET, GZIP}) {
      if (Arrays.equals(form.magic, Arrays.copyOf(start, form.magic.length))) {
        return form;
      }
    }
    return CSV;
  }
}
