package dev.hexad.cloud.aws;

import dev.hexad.cloud.WithAgent;
import dev.hexad.contracts.message.Json;
import tools.jackson.databind.JsonNode;

/** An agent with an account of the AWS emulator. */
abstract class WithAws extends WithAgent {
  AwsEmulator aws;
  SampleAccount sample;

  @Override
  protected void prepare() throws Exception {
    aws = AwsEmulator.start();
    sample = new SampleAccount(aws).fill();
    orchestrator.secret("aws", AwsEmulator.KEYS);
  }

  @Override
  protected JsonNode account() {
    return Json.tree(aws.settings("shop"));
  }

  @Override
  protected String provider() {
    return "aws";
  }

  @Override
  protected void release() {
    if (aws != null) {
      aws.close();
    }
  }
}
