package dev.hexad.cloud.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectTests {
  @ParameterizedTest
  @CsvSource({
    "arn:aws:ec2:eu-west-1:1:instance/i-0abc, ec2, i-0abc",
    "arn:aws:s3:::files, s3, files",
    "arn:aws:iam::1:role/path/admin, iam, path/admin admin",
    "arn:aws:rds:eu-west-1:1:db:orders, rds, orders",
    "arn:aws:logs:eu-west-1:1:log-group:/shop/web:*, logs, /shop/web web",
    "arn:aws-cn:sqs:cn-north-1:1:Orders, sqs, Orders"
  })
  void knowsTheShorterNamesOfAnArn(String arn, String service, String parts) {
    Subject subject = Subject.of(arn);
    assertThat(subject.whole()).isEqualTo(arn);
    assertThat(subject.service()).isEqualTo(service);
    assertThat(subject.parts()).isEqualTo(List.of(parts.split(" ")));
  }

  @Test
  void takesEverythingElseAsItIs() {
    String machine = "/subscriptions/1/resourceGroups/g/providers/Microsoft.Compute/disks/a";
    assertThat(Subject.of(" i-0abc ")).isEqualTo(new Subject("i-0abc", "", List.of()));
    assertThat(Subject.of(machine)).isEqualTo(new Subject(machine, "", List.of()));
  }
}
