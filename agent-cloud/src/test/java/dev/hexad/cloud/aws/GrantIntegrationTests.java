package dev.hexad.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Who may do what, keys that are handed over, and what is made by templates. */
class GrantIntegrationTests extends WithAws {
  private static final String READ = "arn:aws:iam::" + AwsEmulator.ACCOUNT + ":policy/reader";
  private static final String KEY = "type = aws.iam.access-key";

  @Override
  protected void prepare() throws Exception {
    super.prepare();
    iam().createPolicy(r -> r.policyName("reader").policyDocument(SampleAccount.ALL));
  }

  @Override
  protected ObjectNode configuration() {
    ObjectNode settings = super.configuration();
    ObjectNode actions = (ObjectNode) settings.get("actions");
    actions.put("maxPercent", 100).putArray("grants").add(READ);
    settings.set(
        "templates",
        Json.mapper()
            .readTree(
                """
                [{"name": "web", "type": "aws.ec2.instance", "settings": {"launchTemplate": "web"},
                  "choices": {"instanceType": ["t3.micro", "t3.small"]}},
                 {"name": "copy", "type": "aws.ec2.volume",
                  "settings": {"availabilityZone": "eu-west-1a", "encrypted": "false"}},
                 {"name": "wrong", "type": "aws.ec2.volume", "settings": {"zone": "eu-west-1a"}}]
                """));
    return settings;
  }

  private IamClient iam() {
    return aws.client(IamClient.class, IamClient::builder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type = aws.iam.user and name = bob",
        "type = aws.iam.role and name = outside",
        "type = aws.iam.group and name = people"
      })
  void attachesWhatMayBeGivenAndTakesItBack(String filter) {
    JsonNode act = done("attach-policy", Map.of("policyArn", READ), filter);
    assertThat(act.at("/steps/0/before").asString()).isEqualTo("without " + READ);
    JsonNode again = ask("attach-policy", Map.of("policyArn", READ), filter, true);
    assertThat(again.at("/steps/0/state").asString()).isEqualTo("UNNEEDED");
    undone(act);
    JsonNode off = ask("detach-policy", Map.of("policyArn", READ), filter, true);
    assertThat(off.at("/steps/0/state").asString()).isEqualTo("UNNEEDED");
  }

  @Test
  void givesNothingThatTheConfigurationDoesNotName() {
    String filter = "type = aws.iam.user and name = bob";
    var admin = Map.of("policyArn", "arn:aws:iam::aws:policy/AdministratorAccess");
    assertThat(ask("attach-policy", admin, filter, true).at("/steps/0/problem").asString())
        .contains("is not among what may be given; add it to actions.grants");
    String own = "arn:aws:iam::" + AwsEmulator.ACCOUNT + ":policy/all";
    JsonNode off = ask("detach-policy", Map.of("policyArn", own), filter, true);
    assertThat(off.at("/steps/0/after").asString()).isEqualTo("without " + own);
    assertThat(off.at("/steps/0").path("inverseAction").asString("")).isEmpty();
  }

  @Test
  void handsANewKeyOverByASecretAndBringsTheOldOneBack() {
    SecretsManagerClient secrets =
        aws.client(SecretsManagerClient.class, SecretsManagerClient::builder);
    String secret =
        secrets
            .createSecret(r ->
                r.name("bob-key").secretString("{\"accessKeyId\": \"%s\"}".formatted(sample.key)))
            .arn();
    JsonNode act = done("rotate-key", Map.of("secretArn", secret), KEY);
    JsonNode held = Json.mapper().readTree(held(secrets, secret));
    List<String> keys = keys();
    assertThat(keys).hasSize(2).contains(sample.key, held.get("accessKeyId").asString());
    String value = held.get("secretAccessKey").asString();
    assertThat(value).isNotBlank();
    sync();
    assertThat(written()).contains("rotate-key").doesNotContain(value);
    JsonNode again =
        ask("rotate-key", Map.of("secretArn", secret), KEY + " and id = " + sample.key, true);
    assertThat(again.at("/steps/0/state").asString()).isEqualTo("UNNEEDED");
    undone(act);
    assertThat(keys()).containsExactly(sample.key);
    assertThat(held(secrets, secret)).contains(sample.key).doesNotContain("secretAccessKey");
  }

  private static String held(SecretsManagerClient secrets, String secret) {
    return secrets
        .getSecretValue(r -> r.secretId(secret).versionStage("AWSCURRENT"))
        .secretString();
  }

  private List<String> keys() {
    return iam().listAccessKeys(r -> r.userName("bob")).accessKeyMetadata().stream()
        .map(AccessKeyMetadata::accessKeyId)
        .toList();
  }

  /** All that is kept of acts and of resources. */
  private String written() {
    JdbcClient jdbc = agent.bean(JdbcClient.class);
    String acts =
        String.join(
            "\n",
            jdbc.sql(
                    """
                    select to_jsonb(a)::text from act a union all select to_jsonb(s)::text from act_step s
                    """)
                .query(String.class)
                .list());
    return acts + get("/audit-trail") + kept();
  }

  @Test
  void leavesNoKeyThatNobodyHas() {
    var gone = Map.of("secretArn", secret("nothing-here"));
    JsonNode refused = ask("rotate-key", gone, KEY + " and id = " + sample.key, true);
    assertThat(refused.at("/steps/0/state").asString()).isEqualTo("REFUSED");
    var elsewhere =
        Map.of("secretArn", "arn:aws:secretsmanager:eu-west-1:999999999999:secret:theirs-abcdef");
    assertThat(
            ask("rotate-key", elsewhere, KEY + " and id = " + sample.key, true)
                .at("/steps/0/problem")
                .asString())
        .contains("must be of the account " + AwsEmulator.ACCOUNT);
  }

  private static String secret(String name) {
    return "arn:aws:secretsmanager:eu-west-1:%s:secret:%s".formatted(AwsEmulator.ACCOUNT, name);
  }

  @Test
  void makesAMachineByATemplateAndEndsItAgain() {
    Ec2Client ec2 = aws.client(Ec2Client.class, Ec2Client::builder);
    ec2.createLaunchTemplate(r ->
        r.launchTemplateName("web")
            .launchTemplateData(d -> d.imageId("ami-12345678").instanceType("t3.micro")));
    String subnet = ec2.describeSubnets().subnets().getFirst().subnetId();
    String filter = "type = aws.ec2.subnet and id = " + subnet;
    agent.bean(RecordedCalls.class).lost.add("RunInstances");
    var wish =
        Map.of("template", "web", "name", "web-7", "choices", Map.of("instanceType", "t3.small"));
    JsonNode act = done("create-instance", wish, filter);
    sync();
    JsonNode made = found("type = aws.ec2.instance and tag.hexad:created = web-7");
    assertThat(made).hasSize(1);
    assertThat(made.toString()).contains("\"name\":\"web-7\"");
    undone(act);
    sync();
    assertThat(found("type = aws.ec2.instance and tag.hexad:created = web-7 and state = running"))
        .isEmpty();
    assertThat(ask("create-instance", wish, filter, true).at("/steps/0/problem").asString())
        .contains("take another name");
  }

  @Test
  void saysWhatCanBeMadeWithTheSchemaOfItsParameters() {
    JsonNode web = get("/templates").at("/items/0");
    assertThat(web.get("action").asString()).isEqualTo("create-instance");
    assertThat(web.get("on").toString()).isEqualTo("[\"aws.ec2.subnet\"]");
    assertThat(web.at("/parameters/properties/choices/properties/instanceType/enum").toString())
        .isEqualTo("[\"t3.micro\",\"t3.small\"]");
  }

  @Test
  void makesADiskOfASnapshotAndSaysWhatIsWrongWithATemplate() {
    String id = found("type = aws.ec2.snapshot").get(0).get("id").asString();
    String filter = "type = aws.ec2.snapshot and id = " + id;
    JsonNode act = done("create-volume", Map.of("template", "copy", "name", "disk-1"), filter);
    sync();
    assertThat(found("type = aws.ec2.volume and tag.hexad:created = disk-1")).hasSize(1);
    undone(act);
    assertThat(
            ask("create-volume", Map.of("template", "wrong", "name", "disk-2"), filter, true)
                .at("/steps/0/problem")
                .asString())
        .contains("The template 'wrong' is not right", "availabilityZone");
    assertThat(
            ask("create-volume", Map.of("template", "web", "name", "disk-2"), filter, true)
                .at("/steps/0/problem")
                .asString())
        .contains("There is no template 'web' of aws.ec2.volume; there are: copy, wrong");
  }
}
