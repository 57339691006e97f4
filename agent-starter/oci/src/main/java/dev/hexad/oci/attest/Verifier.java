package dev.hexad.oci.attest;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.oci.Sha256;
import dev.hexad.oci.client.ClientOptions;
import dev.hexad.oci.client.Manifest;
import dev.hexad.oci.client.RegistryClient;
import dev.hexad.oci.client.RegistryCredentials;
import dev.hexad.oci.sbom.BillOfMaterials;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks an image before it is used. Only trusted keys count: neither the registry nor the key ids
 * in documents are believed. Safe for several threads.
 */
public final class Verifier {
  private final ClientOptions options;

  public Verifier(ClientOptions options) {
    this.options = options;
  }

  /**
   * Checks signature, provenance and bill of materials.
   *
   * @param trusted public keys in PEM
   * @throws HexadException when a key is none; what is wrong with the image or the registry is a
   *     reason in the result
   */
  public Verification verify(
      Subject subject,
      RegistryCredentials credentials,
      List<String> trusted,
      Expectations expectations) {
    List<PublicKeyPem> keys = trusted.stream().map(PublicKeyPem::of).toList();
    if (keys.isEmpty()) {
      return new Verification.Unverified(List.of("no key is trusted"));
    }
    try {
      var client = RegistryClient.to(subject.repository(), credentials, options);
      Optional<Manifest> image = client.manifest(subject.digest());
      return image.isEmpty()
          ? new Verification.Unverified(List.of("there is no image " + subject.digest()))
          : verify(subject, new Attachments(client, image.get()), keys, expectations);
    } catch (HexadException e) {
      return new Verification.Unverified(List.of(String.valueOf(e.getMessage())));
    }
  }

  private static Verification verify(
      Subject subject,
      Attachments attachments,
      List<PublicKeyPem> keys,
      Expectations expectations) {
    var reasons = new ArrayList<String>();
    Optional<PublicKeyPem> signer = signer(subject, attachments, keys, reasons);
    Optional<Provenance> provenance = provenance(subject, attachments, keys, expectations, reasons);
    if (provenance.isPresent() && !hasSbom(attachments, provenance.get().sbomDigest())) {
      reasons.add("the bill of materials that the provenance names is not stored");
    }
    if (signer.isEmpty() || provenance.isEmpty() || !reasons.isEmpty()) {
      return new Verification.Unverified(reasons);
    }
    return new Verification.Verified(
        signer.get().id(), provenance.get(), provenance.get().sbomDigest());
  }

  private static Optional<PublicKeyPem> signer(
      Subject subject, Attachments attachments, List<PublicKeyPem> keys, List<String> reasons) {
    var signatures =
        new ArrayList<>(attachments.find(SimpleSigning.ARTIFACT_TYPE, SimpleSigning.MEDIA_TYPE));
    attachments
        .tagged(SimpleSigning.tag(subject), SimpleSigning.MEDIA_TYPE)
        .ifPresent(signatures::add);
    if (signatures.isEmpty()) {
      reasons.add("the image has no signature");
      return Optional.empty();
    }
    var refusals = new ArrayList<String>();
    for (var signature : signatures) {
      Optional<PublicKeyPem> key = ImageSignature.signer(signature, keys);
      if (key.isEmpty()) {
        refusals.add("a signature is not by a trusted key");
      } else if (!SimpleSigning.isOf(signature.document(), subject)) {
        refusals.add("a signature is of another image");
      } else {
        return key;
      }
    }
    refusals.stream().distinct().forEach(reasons::add);
    return Optional.empty();
  }

  private static Optional<Provenance> provenance(
      Subject subject,
      Attachments attachments,
      List<PublicKeyPem> keys,
      Expectations expectations,
      List<String> reasons) {
    var envelopes = attachments.find(Provenance.ARTIFACT_TYPE, Dsse.MEDIA_TYPE);
    if (envelopes.isEmpty()) {
      reasons.add("the image has no provenance");
      return Optional.empty();
    }
    var refusals = new ArrayList<String>();
    for (var envelope : envelopes) {
      var opened = Dsse.open(envelope.document(), Provenance.ARTIFACT_TYPE, keys);
      if (opened.isEmpty()) {
        refusals.add("a provenance is not signed by a trusted key");
        continue;
      }
      try {
        Provenance found = Provenance.read(opened.get().payload(), subject);
        List<String> wrong = unmet(found, expectations);
        if (wrong.isEmpty()) {
          return Optional.of(found);
        }
        refusals.addAll(wrong);
      } catch (Provenance.WrongStatementException e) {
        refusals.add(String.valueOf(e.getMessage()));
      }
    }
    refusals.stream().distinct().forEach(reasons::add);
    return Optional.empty();
  }

  private static List<String> unmet(Provenance found, Expectations expected) {
    var wrong = new ArrayList<String>();
    String source = expected.sourceRepository();
    if (source != null && !source.equals(found.sourceRepository())) {
      wrong.add("it was built from " + found.sourceRepository() + ", not from " + source);
    }
    String builder = expected.builderId();
    if (builder != null && !builder.equals(found.builderId())) {
      wrong.add("it was built by " + found.builderId() + ", not by " + builder);
    }
    return wrong;
  }

  private static boolean hasSbom(Attachments attachments, String digest) {
    return attachments.find(BillOfMaterials.MEDIA_TYPE, BillOfMaterials.MEDIA_TYPE).stream()
        .anyMatch(sbom -> Sha256.digest(sbom.document()).equals(digest));
  }
}
