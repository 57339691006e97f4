package dev.hexad.oci.sbom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.hexad.oci.TestImages;
import dev.hexad.oci.TestRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoftwarePackagesTests {
  @TempDir Path folder;

  private List<String> purls(String file, String content) throws IOException {
    Files.writeString(folder.resolve(file), content);
    return SourcePackages.read(folder, line -> {}).stream().map(SoftwarePackage::purl).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "requirements.txt|flask[async]==3.1.0;requests>=2|pkg:pypi/flask@3.1.0",
        "go.mod|module x;require (;\tgithub.com/a/b v1.2.0;)|pkg:golang/github.com/a/b@v1.2.0",
        "go.sum|github.com/a/b v1.2.0 h1:x=;github.com/c/d v1.0.0/go.mod h1:y=|pkg:golang/github.com/a/b@v1.2.0",
        "Gemfile.lock|GEM;  specs:;    rack (3.0.1);      dep (>= 1)|pkg:gem/rack@3.0.1",
        "composer.lock|{\"packages\":[{\"name\":\"a/b\",\"version\":\"1.0\"}]}|pkg:composer/a/b@1.0",
        "Pipfile.lock|{\"default\":{\"x\":{\"version\":\"==1.0\"}}}|pkg:pypi/x@1.0",
        "poetry.lock|[[package]];name = \"x\";version = \"2.0\"|pkg:pypi/x@2.0",
        "Cargo.lock|[[package]];name = \"own\";version = \"1.0.0\";[[package]];name = \"serde\";version = \"1.0.1\";source = \"registry\"|pkg:cargo/serde@1.0.1",
        "package-lock.json|{\"packages\":{\"\":{\"version\":\"1.0.0\"},\"node_modules/@a/b\":{\"version\":\"2.0.0\"}}}|pkg:npm/%40a/b@2.0.0",
        "pom.xml|<project><properties><v>3.0</v></properties><dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId><version>${v}</version></dependency></dependencies></project>|pkg:maven/g/a@3.0"
      })
  void readsTheLockFile(String file, String content, String purl) throws IOException {
    assertThat(purls(file, content.replace(';', '\n'))).containsExactly(purl);
  }

  @Test
  void leavesOutAFileThatIsBrokenAndSaysSo() throws IOException {
    Files.writeString(folder.resolve("composer.lock"), "{");
    var log = new ArrayList<String>();

    assertThat(SourcePackages.read(folder, log::add)).isEmpty();
    assertThat(log).singleElement().asString().contains("composer.lock is left out");
  }

  @Test
  void readsNoOutsideEntitiesOfAPom() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "s3cret");
    String pom =
        "<!DOCTYPE p [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]><project>&e;</project>";

    assertThat(purls("pom.xml", pom)).isEmpty();
  }

  private static List<String> layers(byte[]... layers) throws IOException {
    var reader = new LayerPackages(1 << 20);
    for (byte[] layer : layers) {
      reader.add(new ByteArrayInputStream(layer));
    }
    return reader.packages().stream().map(SoftwarePackage::purl).toList();
  }

  @Test
  void readsAlpinePackages() throws IOException {
    byte[] installed = "P:musl\nV:1.2.5-r9\nA:x86_64\n\n".getBytes(StandardCharsets.UTF_8);

    assertThat(layers(TestImages.layer(Map.of("lib/apk/db/installed", installed))))
        .containsExactly("pkg:apk/alpine/musl@1.2.5-r9?arch=x86_64");
  }

  @Test
  void readsJarsInsideJars() throws IOException {
    byte[] inner =
        zip(
            "META-INF/maven/g/a/pom.properties",
            "groupId=g\nartifactId=a\nversion=1.0\n".getBytes());
    byte[] outer = zip("BOOT-INF/lib/a.jar", inner);

    assertThat(layers(TestImages.layer(Map.of("app/app.jar", outer))))
        .containsExactly("pkg:maven/g/a@1.0");
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
      zip.closeEntry();
    }
    return out.toByteArray();
  }

  @Test
  void forgetsWhatALaterLayerDeleted() throws IOException {
    byte[] lower = TestImages.layer(Map.of("var/lib/dpkg/status", TestImages.dpkgStatus()));
    byte[] upper = TestImages.layer(Map.of("var/lib/.wh.dpkg", new byte[0]));

    assertThat(layers(lower)).hasSize(1);
    assertThat(layers(lower, upper)).isEmpty();
  }

  @Test
  void ignoresNamesThatLeadOutOfTheLayer() throws IOException {
    byte[] layer =
        TestImages.layer(
            Map.of(
                "../var/lib/dpkg/status", TestImages.dpkgStatus(),
                "x/../var/lib/dpkg/status", TestImages.dpkgStatus(),
                "/var/lib/dpkg/status", TestImages.dpkgStatus()));

    assertThat(layers(layer)).isEmpty();
  }

  @Test
  void stopsAtALayerThatUnpacksToTooMuch() throws IOException {
    byte[] bomb = TestImages.layer(Map.of("zeros", new byte[2 << 20]));

    assertThat(bomb.length).isLessThan(1 << 14);
    assertThatThrownBy(() -> layers(bomb)).isInstanceOf(IOException.class);
  }

  @Test
  void stopsAtAJarThatUnpacksToTooMuch() throws IOException {
    byte[] jar = zip("zeros", new byte[2 << 20]);
    var budget = new LimitedStream.Budget(1 << 20);
    InputStream in = new ByteArrayInputStream(jar);

    assertThatThrownBy(() -> JarPackages.read(in, budget)).isInstanceOf(IOException.class);
  }

  @Test
  void writesWhatThePublishedSchemaAllows() throws Exception {
    Path specs = specs();
    TestRegistry registry = TestRegistry.builtIn(Files.createDirectory(folder.resolve("r")));
    try {
      var client = registry.client("app");
      var image = TestImages.push(client, "one");
      Files.writeString(folder.resolve("requirements.txt"), "flask==3.1.0\n");
      var bill =
          BillOfMaterials.of(
              client, "host/app", image, folder, Instant.parse("2026-01-01T00:00:00Z"), l -> {});

      var schemas = new HashMap<String, String>();
      for (String name : List.of("bom-1.6", "spdx", "jsf-0.82", "cryptography-defs")) {
        schemas.put(
            "http://cyclonedx.org/schema/" + name + ".schema.json",
            Files.readString(specs.resolve(name + ".schema.json")));
      }
      var errors =
          SchemaRegistry.withDefaultDialect(
                  SpecificationVersion.DRAFT_7, builder -> builder.schemas(schemas))
              .getSchema(schemas.get("http://cyclonedx.org/schema/bom-1.6.schema.json"))
              .validate(new String(bill.json(), StandardCharsets.UTF_8), InputFormat.JSON);
      assertThat(errors).isEmpty();
      assertThat(bill.components()).isEqualTo(2);
    } finally {
      registry.stop();
    }
  }

  private static Path specs() {
    Path at = Path.of("").toAbsolutePath();
    while (at != null) {
      Path specs = at.resolveSibling("shared").resolve("specs/cyclonedx");
      if (Files.isDirectory(specs)) {
        return specs;
      }
      at = at.getParent();
    }
    Assumptions.abort("the published schema is not beside the repository");
    throw new AssertionError();
  }
}
