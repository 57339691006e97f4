package dev.hexad.finops.saving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudActTests {
  @ParameterizedTest
  @CsvSource({
    "IDLE_ADDRESS, eipalloc-0abc, release-address, aws.ec2.address, eipalloc-0abc",
    "IDLE_ADDRESS, arn:aws:ec2:eu-west-1:1:elastic-ip/eipalloc-0abc, release-address, aws.ec2.address, eipalloc-0abc",
    "IDLE_ADDRESS, //compute.googleapis.com/projects/p/regions/r/addresses/a, delete, gcp.compute.address, //compute.googleapis.com/projects/p/regions/r/addresses/a",
    "IDLE_ADDRESS, /subscriptions/1/resourceGroups/G/providers/Microsoft.Network/publicIPAddresses/A, delete, azure.network.publicipaddress, /subscriptions/1/resourcegroups/g/providers/microsoft.network/publicipaddresses/a",
    "OLD_SNAPSHOT, arn:aws:ec2:eu-west-1:1:snapshot/snap-0abc, delete-snapshot, aws.ec2.snapshot, snap-0abc",
    "OLD_SNAPSHOT, arn:aws:rds:eu-west-1:1:snapshot:before, delete-db-snapshot, aws.rds.snapshot, arn:aws:rds:eu-west-1:1:snapshot:before",
    "OLD_VOLUME_TYPE, vol-0abc, set-volume-type, aws.ec2.volume, vol-0abc",
    "IDLE_LOAD_BALANCER, arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/app/front/5f, delete-load-balancer, aws.elbv2.load-balancer, arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/app/front/5f",
    "IDLE_NAT_GATEWAY, arn:aws:ec2:eu-west-1:1:natgateway/nat-0abc, delete-nat-gateway, aws.ec2.nat-gateway, nat-0abc"
  })
  void namesTheActOfASaving(Rule rule, String resource, String action, String type, String id) {
    CloudAct act = Objects.requireNonNull(CloudAct.of(rule, resource));
    assertThat(act.action()).isEqualTo(action);
    assertThat(act.q()).isEqualTo("type = " + type + " and id = \"" + id + "\"");
  }

  @Test
  void saysWhichTypeADiskIsToHave() {
    CloudAct act = Objects.requireNonNull(CloudAct.of(Rule.OLD_VOLUME_TYPE, "vol-0abc"));
    assertThat(act.parameters()).isEqualTo(Map.of("volumeType", "gp3"));
  }

  @ParameterizedTest
  @CsvSource({
    "IDLE_ADDRESS, 203.0.113.7",
    "IDLE_ADDRESS, vol-0abc",
    "OLD_SNAPSHOT, snap-0abc\" or id exists",
    "IDLE_LOAD_BALANCER, arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/classic",
    "IDLE_NAT_GATEWAY, ''"
  })
  void namesNoneWhereTheBillDoesNotSayWhichResource(Rule rule, String resource) {
    assertThat(CloudAct.of(rule, resource)).isNull();
  }
}
