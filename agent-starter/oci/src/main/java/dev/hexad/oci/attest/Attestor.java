package dev.hexad.oci.attest;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.oci.Sha256;
import dev.hexad.oci.client.ClientOptions;
import dev.hexad.oci.client.Manifest;
import dev.hexad.oci.client.RegistryClient;
import dev.hexad.oci.client.RegistryCredentials;
import dev.hexad.oci.sbom.BillOfMaterials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Attaches a bill of materials, a provenance and a signature to an image that was pushed. Doing it
 * again with the same facts adds nothing. Safe for several threads.
 */
public final class Attestor {
  /** The builder that images of the CI agent name. */
  public static final String BUILDER_ID = "urn:hexad:builder:ci";

  private final SigningKey key;
  private final String builderId;
  private final ClientOptions options;

  public Attestor(SigningKey key, String builderId, ClientOptions options) {
    this.key = key;
    this.builderId = builderId;
    this.options = options;
  }

  /**
   * Makes the three documents and stores them as referrers of the image.
   *
   * @param source the folder that the image was built from
   * @param log gets a line for each document, and for what had to be left out
   * @throws HexadException when the image is not there or the registry refuses
   */
  public Attested attest(
      Subject subject,
      RegistryCredentials credentials,
      BuildFacts facts,
      Path source,
      Consumer<String> log)
      throws IOException {
    var client = RegistryClient.to(subject.repository(), credentials, options);
    Manifest image =
        client
            .manifest(subject.digest())
            .orElseThrow(() -> HexadException.notFound("image", subject.digest()));
    var attachments = new Attachments(client, image);
    var bill =
        BillOfMaterials.of(client, subject.repository(), image, source, facts.finished(), log);
    String sbom =
        attachments.attach(
            BillOfMaterials.MEDIA_TYPE, BillOfMaterials.MEDIA_TYPE, bill.json(), Map.of(), null);
    log.accept("SBOM: " + bill.components() + " packages, " + sbom);
    String documentDigest = Sha256.digest(bill.json());
    byte[] statement =
        Provenance.statement(subject, facts, builderId, documentDigest, BillOfMaterials.MEDIA_TYPE);
    String provenance = attachProvenance(attachments, statement);
    log.accept("Provenance: " + provenance);
    String signature = attachSignature(attachments, subject);
    log.accept("Signature by " + key.id() + ": " + signature);
    return new Attested(sbom, provenance, signature, bill.components());
  }

  /** ECDSA signatures differ each time, so an existing one is kept. */
  private String attachProvenance(Attachments attachments, byte[] statement) {
    for (var known : attachments.find(Provenance.ARTIFACT_TYPE, Dsse.MEDIA_TYPE)) {
      Optional<Dsse.Opened> opened =
          Dsse.open(known.document(), Provenance.ARTIFACT_TYPE, List.of(key.publicKey()));
      if (opened.isPresent() && Arrays.equals(opened.get().payload(), statement)) {
        return known.manifestDigest();
      }
    }
    return attachments.attach(
        Provenance.ARTIFACT_TYPE,
        Dsse.MEDIA_TYPE,
        Dsse.seal(Provenance.ARTIFACT_TYPE, statement, key),
        Map.of("in-toto.io/predicate-type", Provenance.PREDICATE_TYPE),
        null);
  }

  private String attachSignature(Attachments attachments, Subject subject) {
    byte[] payload = SimpleSigning.payload(subject);
    for (var known : attachments.find(SimpleSigning.ARTIFACT_TYPE, SimpleSigning.MEDIA_TYPE)) {
      if (Arrays.equals(known.document(), payload)
          && ImageSignature.signer(known, List.of(key.publicKey())).isPresent()) {
        return known.manifestDigest();
      }
    }
    String signature = Base64.getEncoder().encodeToString(key.sign(payload));
    return attachments.attach(
        SimpleSigning.ARTIFACT_TYPE,
        SimpleSigning.MEDIA_TYPE,
        payload,
        Map.of(SimpleSigning.SIGNATURE, signature),
        SimpleSigning.tag(subject));
  }
}
