package dev.hexad.iac.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.iac.boundary.DeclaredSource.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourcesTests {
  private static List<String> found(List<DeclaredSource> all) {
    return all.stream().map(s -> s.kind() + " " + s.source() + " " + s.place()).toList();
  }

  @Test
  void findsProvidersAndModulesWithTheirLines() {
    String text =
        """
        terraform {
          required_version = ">= 1.0"
          required_providers {
            aws = {
              source  = "hashicorp/aws" # source = "evil/comment"
              version = "~> 5.0"
            }
            evil = { version = "1", source = "evil.example/evil/evil" }
            null = "~> 3.0"
          }
        }
        /* module "no" {
          source = "./comment"
        } */
        module "net" {
          source = "git::https://git.example/net.git?ref=v1"
          name   = "x ${join("}", ["source"])} {"
        }
        // module "no" { source = "./comment" }
        resource "x" "y" {
          source = "./object"
          text = <<-EOT
            module "no" { source = "./heredoc" }
          EOT
          list = [{ source = "./list" }]
        }
        module "local" { source = "./mod" }
        """;
    assertThat(found(HclSources.of("main.tf", text)))
        .containsExactly(
            "PROVIDER hashicorp/aws main.tf:5",
            "PROVIDER evil.example/evil/evil main.tf:8",
            "PROVIDER hashicorp/null main.tf:9",
            "MODULE git::https://git.example/net.git?ref=v1 main.tf:16",
            "MODULE ./mod main.tf:27");
  }

  @Test
  void survivesWhatIsNotWhole() {
    for (String broken :
        List.of("module \"x\" { source = \"abc", "<<", "}}}", "\"${", "/* x", "")) {
      assertThat(HclSources.of("a.tf", broken)).hasSizeLessThan(2);
    }
  }

  @Test
  void readsConfigurationInJson() {
    String text =
        """
        {"terraform": [{"required_providers": {"aws": {"source": "hashicorp/aws"}}}],
         "module": {"net": [{
           "source": "acme/net/aws"}]},
         "resource": {"x": {"y": {"source": "./not"}}}}
        """;
    assertThat(found(JsonSources.of("main.tf.json", text)))
        .containsExactlyInAnyOrder(
            "PROVIDER hashicorp/aws main.tf.json:1", "MODULE acme/net/aws main.tf.json:3");
    assertThat(JsonSources.of("main.tf.json", "{")).isEmpty();
  }

  @Test
  void shortAddressesAreThoseOfTheRegistry() {
    var aws = new DeclaredSource(Kind.PROVIDER, "hashicorp/aws", "main.tf", 1);
    assertThat(aws.fits("registry.terraform.io/hashicorp/*")).isTrue();
    assertThat(aws.fits("registry.terraform.io/acme/*")).isFalse();
    var opened = new DeclaredSource(Kind.PROVIDER, "registry.opentofu.org/hashicorp/aws", "x", 0);
    assertThat(opened.fits("registry.terraform.io/hashicorp/aws")).isTrue();
    var module = new DeclaredSource(Kind.MODULE, "acme/net/aws//sub", "main.tf", 1);
    assertThat(module.fits("registry.terraform.io/acme/*")).isTrue();
    var git = new DeclaredSource(Kind.MODULE, "git::https://git.example/a.git?ref=x", "main.tf", 1);
    assertThat(git.fits("git::https://git.example/*")).isTrue();
    assertThat(git.fits("git::https://other.example/*")).isFalse();
  }
}
