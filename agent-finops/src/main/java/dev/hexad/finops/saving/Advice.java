package dev.hexad.finops.saving;

/**
 * What to do about a saving.
 *
 * @param act what is to be done
 * @param risk of doing it
 * @param change the same in infrastructure code, in Terraform's words
 */
record Advice(String act, String risk, String change) {
  static final String UNUSED_COMMITMENT = "UNUSED_COMMITMENT";
  static final String IDLE_MACHINE = "IDLE_MACHINE";
  static final String OVERSIZED_MACHINE = "OVERSIZED_MACHINE";
  static final String IDLE_DATABASE = "IDLE_DATABASE";
  static final String UNATTACHED_VOLUME = "UNATTACHED_VOLUME";
  static final String STOPPED_MACHINE = "STOPPED_MACHINE";
  static final String STOPPED_DATABASE = "STOPPED_DATABASE";
  static final String OLD_IMAGE = "OLD_IMAGE";
  static final String ORPHANED_LOGS = "ORPHANED_LOGS";
  static final String UNUSED_IMAGES = "UNUSED_IMAGES";

  /** That of a rule, whether it looks at bills, commitments, machines or what others know. */
  static Advice of(String rule) {
    return switch (rule) {
      case UNUSED_COMMITMENT ->
          new Advice(
              "Move work under the commitment, sell it where that can be, and buy less of it next time.",
              "Low: the money is spent already; what moves under it must fit it.",
              "none; commitments are bought by hand");
      case IDLE_MACHINE ->
          new Advice(
              "Stop the machine; its disks stay, and cost.",
              "Medium: look whether it waits for something that is rare.",
              "state = \"stopped\" in an aws_ec2_instance_state, or remove the aws_instance");
      case OVERSIZED_MACHINE ->
          new Advice(
              "Give the machine the smaller size; it is stopped for that.",
              "Medium: it had room to spare by what was measured, not by what may come.",
              "instance_type of the aws_instance");
      case IDLE_DATABASE ->
          new Advice(
              "Stop the database; what it stores stays, and costs. Amazon starts it again after 7 days.",
              "Medium: look whether something connects at times, such as once a month.",
              "remove the aws_db_instance, with final_snapshot_identifier set before");
      case UNATTACHED_VOLUME ->
          new Advice(
              "Delete the disk, after a snapshot where it may be wanted.",
              "Medium: what it holds is lost without a snapshot.",
              "remove the aws_ebs_volume, azurerm_managed_disk or google_compute_disk");
      case STOPPED_MACHINE ->
          new Advice(
              "Take a snapshot, which costs less, and delete the machine with its disks.",
              "Medium: to start it again takes minutes longer, from the snapshot.",
              "remove the aws_instance, and keep an aws_ebs_snapshot; the same for google_compute_instance"
                  + " and azurerm_linux_virtual_machine");
      case STOPPED_DATABASE ->
          new Advice(
              "Take a last snapshot, and delete the database.",
              "Medium: it comes back from the snapshot under another address.",
              "remove the aws_db_instance, with final_snapshot_identifier set before");
      case OLD_IMAGE ->
          new Advice(
              "Take the image away; where it has snapshots, they can be deleted then.",
              "Medium: look whether a launch template or another account uses it.",
              "remove the aws_ami, google_compute_image or azurerm_image");
      case ORPHANED_LOGS ->
          new Advice(
              "Delete the logs, or give them an end.",
              "Medium: look whether a rule or a law wants them kept.",
              "retention_in_days of the aws_cloudwatch_log_group, or remove it");
      case UNUSED_IMAGES ->
          new Advice(
              "Let images expire, or delete the repository.",
              "Medium: what something other than Hexad runs is not known.",
              "an aws_ecr_lifecycle_policy, or remove the aws_ecr_repository");
      default -> Rule.valueOf(rule).advice();
    };
  }
}
