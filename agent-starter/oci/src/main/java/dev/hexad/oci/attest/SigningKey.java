package dev.hexad.oci.attest;

import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.EnumSet;
import java.util.UUID;

/** The key that a service signs with: ECDSA on P-256 with SHA-256. Safe for several threads. */
public final class SigningKey {
  private static final String FILE = "attestation-key.pem";
  private final PrivateKey key;
  private final PublicKeyPem publicKey;

  private SigningKey(PrivateKey key) {
    this.key = key;
    this.publicKey = CurvePoints.publicKey(key);
  }

  /**
   * The key in a service's folder, made at first use in a file that only its owner reads.
   *
   * @throws HexadException when others may read the file or it holds no key
   */
  public static SigningKey in(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (Files.notExists(file)) {
      create(Files.createDirectories(folder), file);
    }
    var allowed = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    if (!allowed.containsAll(Files.getPosixFilePermissions(file))) {
      throw new HexadException(
          ProblemType.INVALID, file + " may be read by others; give it the mode 0600.");
    }
    return ofPem(Secret.of(Files.readString(file)));
  }

  private static void create(Path folder, Path file) throws IOException {
    Path temporary = folder.resolve(FILE + "." + UUID.randomUUID());
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.createFile(temporary, mode);
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      byte[] encoded = generator.generateKeyPair().getPrivate().getEncoded();
      Files.writeString(temporary, Pem.write("PRIVATE KEY", encoded));
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.createLink(file, temporary);
    } catch (FileAlreadyExistsException e) {
      // Another instance on the same folder was first; its key is the one.
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } finally {
      Files.delete(temporary);
    }
  }

  /**
   * A given key.
   *
   * @param pem PKCS#8 in PEM, as {@code openssl genpkey} writes it
   * @throws HexadException when it is none
   */
  public static SigningKey ofPem(Secret pem) {
    try {
      byte[] encoded = Pem.read("PRIVATE KEY", pem.reveal());
      var key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
      if (key instanceof ECPrivateKey ec && CurvePoints.isP256(ec)) {
        return new SigningKey(key);
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // Told below, without the cause, which may quote the key.
    }
    throw new HexadException(
        ProblemType.INVALID, "The signing key is no PKCS#8 PEM of an EC key on P-256.");
  }

  /** SHA-256 of the public key's SubjectPublicKeyInfo, in hexadecimal digits. */
  public String id() {
    return publicKey.id();
  }

  /** The public key, for {@code cosign verify --key} and for verifiers. */
  public String publicPem() {
    return publicKey.pem();
  }

  PublicKeyPem publicKey() {
    return publicKey;
  }

  byte[] sign(byte[] bytes) {
    try {
      Signature signature = Signature.getInstance(PublicKeyPem.ALGORITHM);
      signature.initSign(key);
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "SigningKey[" + id() + "]";
  }
}
