#!/bin/sh
# The rights on Kafka of each service and no more, written from packages/contracts/src/topology.ts by its test.
# KAFKA=host:9093 ADMIN=admin.properties PREFIX= ./acls.sh; PREFIX is SHOUWANG_KAFKA_PREFIX.
set -eu
allow() { kafka-acls --bootstrap-server "$KAFKA" --command-config "$ADMIN" --add "$@"; }
allow --allow-principal User:ingest --topic "${PREFIX:-}records." --resource-pattern-type prefixed --operation Read --operation Describe --operation Create
allow --allow-principal User:ingest --topic "${PREFIX:-}records." --resource-pattern-type prefixed --operation Write --operation Describe --operation Create
allow --allow-principal User:ingest --topic "${PREFIX:-}change-events.v1" --operation Write --operation Describe --operation Create
allow --allow-principal User:ingest --topic "${PREFIX:-}quarantine.v1" --operation Write --operation Describe --operation Create
allow --allow-principal User:ingest --group "${PREFIX:-}ingest" --operation Read --operation Describe
allow --allow-principal User:ingest --group "${PREFIX:-}scoring" --operation Describe
allow --allow-principal User:scoring --topic "${PREFIX:-}change-events.v1" --operation Read --operation Describe --operation Create
allow --allow-principal User:scoring --topic "${PREFIX:-}assessments.v1" --operation Write --operation Describe --operation Create
allow --allow-principal User:scoring --topic "${PREFIX:-}quarantine.v1" --operation Write --operation Describe --operation Create
allow --allow-principal User:scoring --topic "${PREFIX:-}change-events.v1" --operation Write --operation Describe --operation Create
allow --allow-principal User:scoring --group "${PREFIX:-}scoring" --operation Read --operation Describe
allow --allow-principal User:alert --topic "${PREFIX:-}assessments.v1" --operation Read --operation Describe --operation Create
allow --allow-principal User:alert --topic "${PREFIX:-}task-events.v1" --operation Write --operation Describe --operation Create
allow --allow-principal User:alert --topic "${PREFIX:-}quarantine.v1" --operation Write --operation Describe --operation Create
allow --allow-principal User:alert --topic "${PREFIX:-}change-events.v1" --operation Write --operation Describe --operation Create
allow --allow-principal User:alert --topic "${PREFIX:-}assessments.v1" --operation Write --operation Describe --operation Create
allow --allow-principal User:alert --topic "${PREFIX:-}case-events.v1" --operation Write --operation Describe --operation Create
allow --allow-principal User:alert --group "${PREFIX:-}alert" --operation Read --operation Describe
allow --allow-principal User:console --topic "${PREFIX:-}task-events.v1" --operation Read --operation Describe --operation Create
allow --allow-principal User:console --topic "${PREFIX:-}records." --resource-pattern-type prefixed --operation Write --operation Describe --operation Create
allow --allow-principal User:console --topic "${PREFIX:-}task-events.v1" --operation Write --operation Describe --operation Create
allow --allow-principal User:console --topic "${PREFIX:-}case-events.v1" --operation Write --operation Describe --operation Create
allow --allow-principal User:console --topic "${PREFIX:-}change-events.v1" --operation Write --operation Describe --operation Create
allow --allow-principal User:console --topic "${PREFIX:-}assessments.v1" --operation Write --operation Describe --operation Create
allow --allow-principal User:console --group "${PREFIX:-}console-" --resource-pattern-type prefixed --operation Read --operation Describe
allow --allow-principal User:console --group "${PREFIX:-}ingest" --operation Describe
allow --allow-principal User:console --group "${PREFIX:-}scoring" --operation Describe
allow --allow-principal User:console --group "${PREFIX:-}alert" --operation Describe
allow --allow-principal User:console --group "${PREFIX:-}warehouse" --operation Describe
allow --allow-principal User:console --topic "${PREFIX:-}records." --resource-pattern-type prefixed --operation Describe --operation DescribeConfigs --operation AlterConfigs --operation Delete
allow --allow-principal User:console --topic "${PREFIX:-}change-events.v1" --operation Describe --operation DescribeConfigs --operation AlterConfigs --operation Delete
allow --allow-principal User:console --topic "${PREFIX:-}quarantine.v1" --operation Describe --operation DescribeConfigs --operation AlterConfigs --operation Delete
allow --allow-principal User:console --topic "${PREFIX:-}assessments.v1" --operation Describe --operation DescribeConfigs --operation AlterConfigs --operation Delete
allow --allow-principal User:console --topic "${PREFIX:-}task-events.v1" --operation Describe --operation DescribeConfigs --operation AlterConfigs --operation Delete
allow --allow-principal User:console --topic "${PREFIX:-}case-events.v1" --operation Describe --operation DescribeConfigs --operation AlterConfigs --operation Delete
allow --allow-principal User:warehouse --topic "${PREFIX:-}change-events.v1" --operation Read --operation Describe --operation Create
allow --allow-principal User:warehouse --topic "${PREFIX:-}quarantine.v1" --operation Read --operation Describe --operation Create
allow --allow-principal User:warehouse --topic "${PREFIX:-}assessments.v1" --operation Read --operation Describe --operation Create
allow --allow-principal User:warehouse --topic "${PREFIX:-}task-events.v1" --operation Read --operation Describe --operation Create
allow --allow-principal User:warehouse --topic "${PREFIX:-}case-events.v1" --operation Read --operation Describe --operation Create
allow --allow-principal User:warehouse --group "${PREFIX:-}warehouse" --operation Read --operation Describe
