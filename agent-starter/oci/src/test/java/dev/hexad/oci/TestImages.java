package dev.hexad.oci;

import dev.hexad.oci.client.Manifest;
import dev.hexad.oci.client.RegistryClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Small images with real layers. */
public final class TestImages {
  private TestImages() {}

  /** A layer with these files, compressed. */
  public static byte[] layer(Map<String, byte[]> files) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(out))) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (var file : files.entrySet()) {
        var entry = new TarArchiveEntry(file.getKey(), true);
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
    return out.toByteArray();
  }

  public static byte[] dpkgStatus() {
    return """
    Package: libc6
    Status: install ok installed
    Architecture: amd64
    Version: 2.41-12
    Description: GNU C Library
     with a second line

    Package: removed
    Status: deinstall ok config-files
    Architecture: amd64
    Version: 1.0
    """
        .getBytes(StandardCharsets.UTF_8);
  }

  public static Manifest push(RegistryClient client, String tag) throws IOException {
    byte[] config =
        "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}"
            .getBytes(StandardCharsets.UTF_8);
    var layer =
        layer(
            Map.of(
                "etc/os-release",
                "ID=debian\n".getBytes(StandardCharsets.UTF_8),
                "var/lib/dpkg/status",
                dpkgStatus()));
    Manifest image =
        Manifest.image(
            client.pushBlob("application/vnd.oci.image.config.v1+json", config),
            List.of(client.pushBlob("application/vnd.oci.image.layer.v1.tar+gzip", layer)));
    client.put(tag, image);
    return image;
  }
}
