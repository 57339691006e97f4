package dev.hexad.iac.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.iac.settings.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyCheckTests {
  private static final Map<String, Object> PLAN =
      Map.of("environment", "staging", "toDestroy", 0L, "destroy", false, "changes", 1L);

  static List<Policy> shipped() {
    return PolicyFile.shipped();
  }

  private static Policy policy(String rule) {
    return PolicyFile.read("policies:\n  - " + rule.indent(4).strip(), "test.yml").getFirst();
  }

  private static PolicyCheck.Resource bucket(Map<String, Object> after) {
    return new PolicyCheck.Resource(
        "aws_s3_bucket.a", "aws_s3_bucket", "create", null, Json.tree(after));
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void theShippedOnesFindWhatTheirExamplesSay(Policy policy) {
    assertThat(policy.tests()).hasSizeGreaterThan(1);
    assertThat(policy.tests()).anyMatch(Policy.Example::violates);
    assertThat(PolicyCheck.brokenExample(policy, policy.compiled())).isNull();
  }

  @Test
  void looksOnlyAtItsTypesAndActions() {
    Policy policy = policy("{name: p, types: ['aws_s3_*'], actions: [create], violation: 'true'}");
    var other = new PolicyCheck.Resource("x.y", "x", "create", null, null);
    var kept = new PolicyCheck.Resource("aws_s3_bucket.b", "aws_s3_bucket", "update", null, null);
    assertThat(PolicyCheck.of(List.of(policy), List.of(bucket(Map.of()), other, kept), PLAN))
        .extracting(Finding::address)
        .containsExactly("aws_s3_bucket.a");
  }

  @Test
  void aRuleThatCannotBeAnsweredFinds() {
    Policy policy = policy("{name: p, severity: DENY, violation: 'resource.after.acl == \"x\"'}");
    List<Finding> found = PolicyCheck.of(List.of(policy), List.of(bucket(Map.of())), PLAN);
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().blocks()).isTrue();
    assertThat(found.getFirst().message()).contains("acl");
  }

  @Test
  void aRuleWhoseExampleFailsFindsInsteadOfBeingAsked() {
    Policy policy =
        policy("{name: p, violation: 'false', tests: [{name: bad one, violates: true}]}");
    assertThat(PolicyCheck.of(List.of(policy), List.of(), PLAN).getFirst().message())
        .contains("bad one");
  }

  @Test
  void saysWhatIsWrongWithARule() {
    assertThatThrownBy(() -> policy("{name: p, violation: 'secrets.a'}").compiled())
        .isInstanceOf(HexadException.class)
        .hasMessageContaining("'p'");
    assertThatThrownBy(() -> PolicyFile.read("policies: [{name: P!, violation: x}]", "f.yml"))
        .isInstanceOf(HexadException.class)
        .hasMessageContaining("f.yml");
    assertThatThrownBy(() -> PolicyFile.read("policies: [", "f.yml"))
        .isInstanceOf(HexadException.class)
        .hasMessageContaining("line 1");
  }

  @Test
  void anExceptionCoversItsAddressesInItsWorkspace() {
    var exception =
        new PolicyException(
            UUID.randomUUID(), "p", "shop", "module.x.*", "", "anna", Instant.EPOCH, Instant.MAX);
    var finding = new Finding("p", Policy.Severity.DENY, "module.x.a[\"b\"]", "", null);
    assertThat(exception.covers(finding, "shop")).isTrue();
    assertThat(exception.covers(finding, "other")).isFalse();
    var elsewhere = new Finding("p", Policy.Severity.DENY, "module.xy", "", null);
    assertThat(exception.covers(elsewhere, "shop")).isFalse();
  }
}
