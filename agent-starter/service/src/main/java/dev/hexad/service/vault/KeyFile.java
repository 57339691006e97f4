package dev.hexad.service.vault;

import dev.hexad.contracts.message.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** A key of one instance, in a file that only its owner may read. */
record KeyFile(Path file) {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  static KeyFile in(Path folder) {
    return new KeyFile(folder.resolve("vault.key"));
  }

  Vault vault() {
    try {
      if (!Files.exists(file)) {
        make();
      }
      return Vault.under(Secret.of(Files.readString(file).strip()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the key " + file, e);
    }
  }

  /** Whole or not at all, and never over one that is there. */
  private void make() throws IOException {
    Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    Path fresh = Files.createTempFile(folder, "vault", ".new", OWNER_ONLY);
    try {
      Files.writeString(fresh, Base64.getEncoder().encodeToString(key));
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException e) {
      // Another start was faster; its key counts.
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
