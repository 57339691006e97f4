package dev.hexad.iac.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Json;
import dev.hexad.iac.dependency.Dependency.Kind;
import org.junit.jupiter.api.Test;

class DependencyTests {
  @Test
  void readsProvidersFromTheLockFile() {
    String lock =
        """
        # This file is maintained automatically by "terraform init".

        provider "registry.terraform.io/hashicorp/aws" {
          version     = "5.31.0"
          constraints = "~> 5.0"
          hashes = [
            "h1:abc=",
          ]
        }

        provider "registry.terraform.io/hashicorp/random" {
          version = "3.6.0"
        }
        """;
    assertThat(Dependency.providers(lock))
        .containsExactly(
            new Dependency(
                Kind.PROVIDER, "registry.terraform.io/hashicorp/aws", "5.31.0", "~> 5.0"),
            new Dependency(Kind.PROVIDER, "registry.terraform.io/hashicorp/random", "3.6.0", null));
    assertThat(Dependency.providers("provider \"cut")).isEmpty();
  }

  @Test
  void readsModulesOfRegistriesAlone() {
    String list =
        """
        {"Modules": [
          {"Key": "", "Source": "", "Dir": "."},
          {"Key": "net", "Source": "./net", "Dir": "net"},
          {"Key": "vpc", "Source": "registry.terraform.io/terraform-aws-modules/vpc/aws//sub",
           "Version": "5.1.2", "Dir": ".terraform/modules/vpc"}]}
        """;
    assertThat(Dependency.modules(list))
        .containsExactly(
            new Dependency(
                Kind.MODULE, "registry.terraform.io/terraform-aws-modules/vpc/aws", "5.1.2", null));
    assertThat(Dependency.modules("no json")).isEmpty();
  }

  @Test
  void comparesVersionsByTheirNumbers() {
    assertThat(Dependencies.version("5.10.0")).isGreaterThan(Dependencies.version("5.9.1"));
    assertThat(Dependencies.version("odd one")).isLessThan(Dependencies.version("0.0.1"));
  }

  @Test
  void takesNoPreviewForAnUpgrade() {
    assertThat(
            NewestVersions.released(
                Json.mapper()
                    .readTree("[{\"version\": \"6.0.0-beta1\"}, {\"version\": \"5.9.0\"}, {}]")))
        .containsExactly("5.9.0");
  }
}
