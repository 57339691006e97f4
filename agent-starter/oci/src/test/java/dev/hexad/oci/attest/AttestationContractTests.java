package dev.hexad.oci.attest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Secret;
import dev.hexad.oci.TestImages;
import dev.hexad.oci.TestRegistry;
import dev.hexad.oci.client.Descriptor;
import dev.hexad.oci.client.Manifest;
import dev.hexad.oci.client.RegistryClient;
import dev.hexad.testkit.Tools;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

abstract class AttestationContractTests {
  private static final BuildFacts FACTS =
      new BuildFacts(
          "https://git.example/shop.git",
          "0123456789abcdef0123456789abcdef01234567",
          "refs/heads/main",
          "hexad.yml",
          "run-1",
          "command-1",
          Instant.parse("2026-01-01T10:00:00Z"),
          Instant.parse("2026-01-01T10:01:00Z"),
          List.of("test"),
          List.of("compile"),
          Map.of("version", "1.2.3"));

  @TempDir Path folder;
  private TestRegistry registry;
  private RegistryClient client;
  private Subject subject;
  private SigningKey key;
  private Attestor attestor;
  private Verifier verifier;
  private final List<String> log = new ArrayList<>();

  abstract TestRegistry start(Path folder) throws Exception;

  @BeforeEach
  void pushAnImage() throws Exception {
    registry = start(Files.createDirectory(folder.resolve("registry")));
    client = registry.client("team/shop");
    Manifest image = TestImages.push(client, "1.2.3");
    subject = new Subject(registry.address() + "/team/shop", image.digest());
    key = SigningKey.in(folder.resolve("keys"));
    attestor = new Attestor(key, Attestor.BUILDER_ID, registry.options());
    verifier = new Verifier(registry.options());
    Path source = Files.createDirectory(folder.resolve("source"));
    Files.writeString(source.resolve("requirements.txt"), "flask==3.1.0\nrequests>=2\n");
  }

  @AfterEach
  void stop() {
    if (registry != null) {
      registry.stop();
    }
  }

  private Attested attest() throws Exception {
    return attestor.attest(
        subject, registry.credentials(), FACTS, folder.resolve("source"), log::add);
  }

  private Verification verify(Expectations expectations, String... keys) {
    return verifier.verify(subject, registry.credentials(), List.of(keys), expectations);
  }

  private List<String> reasons(Verification verification) {
    assertThat(verification).isInstanceOf(Verification.Unverified.class);
    return ((Verification.Unverified) verification).reasons();
  }

  @Test
  void verifiesWhatWasAttested() throws Exception {
    Attested attested = attest();

    var verification =
        verify(
            new Expectations("https://git.example/shop.git", Attestor.BUILDER_ID), key.publicPem());

    assertThat(verification).isInstanceOf(Verification.Verified.class);
    var verified = (Verification.Verified) verification;
    assertThat(verified.signedBy()).isEqualTo(key.id());
    assertThat(verified.provenance().commit()).isEqualTo(FACTS.commit());
    assertThat(verified.provenance().inheritedSteps()).containsExactly("compile");
    assertThat(attested.components()).isEqualTo(2);
    assertThat(sbom(attested)).contains("pkg:deb/debian/libc6@2.41-12?arch=amd64");
    assertThat(sbom(attested)).contains("pkg:pypi/flask@3.1.0").doesNotContain("removed");
  }

  private String sbom(Attested attested) {
    Manifest manifest = client.manifest(attested.sbomDigest()).orElseThrow();
    byte[] json = client.blob(manifest.layers().getFirst().digest(), 1 << 20);
    return new String(json, StandardCharsets.UTF_8);
  }

  @Test
  void addsNothingWhenItIsDoneAgain() throws Exception {
    Attested first = attest();

    assertThat(attest()).isEqualTo(first);
    assertThat(client.referrers(subject.digest(), null)).hasSize(3);
  }

  @Test
  void storesTheSignatureWhereCosignLooks() throws Exception {
    Attested attested = attest();

    String tag = subject.digest().replace(':', '-') + ".sig";
    assertThat(client.manifest(tag).orElseThrow().digest()).isEqualTo(attested.signatureDigest());
  }

  @Test
  void opensslVerifiesTheSignature() throws Exception {
    String openssl = Tools.path("openssl", "/usr/bin/openssl");
    Manifest signature = client.manifest(attest().signatureDigest()).orElseThrow();
    Descriptor layer = signature.layers().getFirst();
    Path payload = Files.write(folder.resolve("payload"), client.blob(layer.digest(), 10_000));
    String base64 = layer.annotations().get(SimpleSigning.SIGNATURE);
    Path sig = Files.write(folder.resolve("sig"), Base64.getDecoder().decode(base64));
    Path pem = Files.writeString(folder.resolve("key.pub"), key.publicPem());

    Process process =
        new ProcessBuilder(
                openssl,
                "dgst",
                "-sha256",
                "-verify",
                pem.toString(),
                "-signature",
                sig.toString(),
                payload.toString())
            .start();

    assertThat(process.waitFor()).isZero();
  }

  @Test
  void refusesAnImageWithoutSignature() {
    assertThat(reasons(verify(Expectations.NONE, key.publicPem())))
        .containsExactly("the image has no signature", "the image has no provenance");
  }

  @Test
  void refusesTheKeyOfSomebodyElse() throws Exception {
    attest();
    SigningKey other = SigningKey.in(folder.resolve("other"));

    assertThat(reasons(verify(Expectations.NONE, other.publicPem())))
        .containsExactly(
            "a signature is not by a trusted key", "a provenance is not signed by a trusted key");
  }

  @Test
  void refusesAnotherSourceAndAnotherBuilder() throws Exception {
    attest();

    var expectations = new Expectations("https://git.example/other.git", "urn:other");
    assertThat(reasons(verify(expectations, key.publicPem())))
        .containsExactly(
            "it was built from https://git.example/shop.git, not from"
                + " https://git.example/other.git",
            "it was built by urn:hexad:builder:ci, not by urn:other");
  }

  @Test
  void refusesDocumentsThatWereMovedFromAnotherImage() throws Exception {
    attest();
    Manifest other = Manifest.index(List.of());
    client.put("other", other);
    var attachments = new Attachments(client, other);
    var own = new Attachments(client, client.manifest(subject.digest()).orElseThrow());
    for (var moved : own.find(SimpleSigning.ARTIFACT_TYPE, SimpleSigning.MEDIA_TYPE)) {
      attachments.attach(
          SimpleSigning.ARTIFACT_TYPE,
          SimpleSigning.MEDIA_TYPE,
          moved.document(),
          moved.layer().annotations(),
          null);
    }
    for (var moved : own.find(Provenance.ARTIFACT_TYPE, Dsse.MEDIA_TYPE)) {
      attachments.attach(
          Provenance.ARTIFACT_TYPE, Dsse.MEDIA_TYPE, moved.document(), Map.of(), null);
    }
    subject = new Subject(subject.repository(), other.digest());

    assertThat(reasons(verify(Expectations.NONE, key.publicPem())))
        .containsExactly("a signature is of another image", "the provenance is of another image");
  }

  @Test
  void refusesAProvenanceThatWasChanged() throws Exception {
    Attested attested = attest();
    var attachments = new Attachments(client, client.manifest(subject.digest()).orElseThrow());
    var envelope = attachments.find(Provenance.ARTIFACT_TYPE, Dsse.MEDIA_TYPE).getFirst();
    String json = new String(envelope.document(), StandardCharsets.UTF_8);
    String payload = json.replaceAll("(?s).*\"payload\":\"([^\"]*)\".*", "$1");
    String forged =
        new String(Base64.getDecoder().decode(payload), StandardCharsets.UTF_8)
            .replace("shop.git", "evil.git");
    String other = Base64.getEncoder().encodeToString(forged.getBytes(StandardCharsets.UTF_8));
    client.deleteManifest(attested.provenanceDigest());
    attachments.attach(
        Provenance.ARTIFACT_TYPE,
        Dsse.MEDIA_TYPE,
        json.replace(payload, other).getBytes(StandardCharsets.UTF_8),
        Map.of(),
        null);

    assertThat(reasons(verify(Expectations.NONE, key.publicPem())))
        .containsExactly("a provenance is not signed by a trusted key");
  }

  @Test
  void refusesAnImageWhoseBillOfMaterialsIsGone() throws Exception {
    client.deleteManifest(attest().sbomDigest());

    assertThat(reasons(verify(Expectations.NONE, key.publicPem())))
        .containsExactly("the bill of materials that the provenance names is not stored");
  }

  @Test
  void signsWithAKeyThatWasGiven() throws Exception {
    Path file = folder.resolve("keys/attestation-key.pem");

    SigningKey given = SigningKey.ofPem(Secret.of(Files.readString(file)));

    assertThat(given.id()).isEqualTo(key.id());
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    assertThat(given.toString()).doesNotContain("PRIVATE");
  }
}
