"""The private names of Faust and aiokafka that streams/ rests on; a test fails when one of them changes.

Both are pinned exactly. To move a pin: read what changed in each function that the test names, run the fault campaign,
then write the new fingerprints here.
"""

from collections.abc import Mapping

FUNCTIONS: Mapping[str, str] = {
    "aiokafka.consumer.consumer:AIOKafkaConsumer.seek_to_committed": "f6cd85c8b70a",
    "aiokafka.consumer.fetcher:Fetcher.fetched_records": "be4348896b9b",
    "aiokafka.consumer.group_coordinator:GroupCoordinator._do_heartbeat": "dc1d6632aaa6",
    "aiokafka.producer.message_accumulator:MessageAccumulator.add_batch": "5ed1c5b1367a",
    "aiokafka.producer.message_accumulator:MessageBatch.remaining_linger": "6f296891237b",
    "aiokafka.producer.sender:Sender._send_produce_req": "aea01ae4b6c7",
    "aiokafka.producer.sender:Sender._sender_routine": "2380dc5e333d",
    "faust.app.base:App._new_transport": "42db531312dd",
    "faust.app.base:App._on_partitions_assigned": "de932b7927db",
    "faust.app.base:App._on_partitions_revoked": "d5c895bbe57d",
    "faust.app.base:App._stop_consumer": "55854a5de12c",
    "faust.app.base:App.on_stop": "bfe5a933defb",
    "faust.tables.manager:TableManager._update_channels": "88e3941facc9",
    "faust.tables.recovery:Recovery._build_offsets": "27eec86be06c",
    "faust.tables.recovery:Recovery._restart_recovery": "6bd8a8558a2d",
    "faust.tables.recovery:Recovery._resume_streams": "d986a6710c1a",
    "faust.tables.recovery:Recovery._set_recovery_started": "bcfebf81ae13",
    "faust.tables.recovery:Recovery._slurp_changelogs": "7825c7e50f76",
    "faust.tables.recovery:Recovery.need_recovery": "fd1dc345b5d5",
    "faust.tables.recovery:Recovery.on_rebalance": "aa4d997a1795",
    "faust.tables.recovery:Recovery.on_recovery_completed": "6ef567acf072",
    "faust.tables.recovery:Recovery.revoke": "779302ebfab0",
    "faust.transport.conductor:Conductor._update_tp_index": "e8e3ac9025ef",
    "faust.transport.consumer:Consumer._commit_offsets": "1a6979904118",
    "faust.transport.consumer:Consumer._drain_messages": "44a2500309e8",
    "faust.transport.consumer:Consumer._filter_committable_offsets": "dc5e9baf5d99",
    "faust.transport.consumer:Consumer._filter_tps_with_pending_acks": "f6f923977423",
    "faust.transport.consumer:Consumer._is_changelog_tp": "88867d75cfe9",
    "faust.transport.consumer:Consumer._new_offset": "1d2c7ea89a7a",
    "faust.transport.consumer:Consumer._should_commit": "5ce941793947",
    "faust.transport.consumer:Consumer._wait_next_records": "6218e1969a63",
    "faust.transport.consumer:Consumer.on_partitions_assigned": "29ce96596f05",
    "faust.transport.consumer:Consumer.on_partitions_revoked": "d04b7ae72c6f",
    "faust.transport.consumer:Consumer.on_stop": "45b1d2210ce2",
    "faust.transport.consumer:Consumer.perform_seek": "0e8c130ff4b0",
    "faust.transport.consumer:Consumer.stop_flow": "cf7e875a2b0d",
    "faust.transport.consumer:Fetcher._fetcher": "68f894f0b577",
    "faust.transport.consumer:ThreadDelegateConsumer.__init__": "7072ae80eac1",
    "faust.transport.drivers.aiokafka:AIOKafkaConsumerThread._create_worker_consumer": "c2701bfc3e6f",
    "faust.transport.drivers.aiokafka:AIOKafkaConsumerThread._ensure_consumer": "ff4a4c693b7e",
    "faust.transport.drivers.aiokafka:AIOKafkaConsumerThread._fetch_records": "39a2c6c79fc1",
    "faust.transport.drivers.aiokafka:AIOKafkaConsumerThread.on_start": "38b4e8bd1e10",
    "faust.transport.drivers.aiokafka:AIOKafkaConsumerThread.seek_to_committed": "775ab0adc4b0",
    "faust.transport.drivers.aiokafka:Producer._new_producer": "e72355c3430e",
}
"""Functions that are called, replaced, or counted on to do things in their order; with a digest of their source."""

ATTRIBUTES: Mapping[str, str] = {
    "_committed_offset": "faust.transport.consumer:Consumer",
    "_consumer": "faust.app.base:App",
    "_coordinator": "aiokafka.consumer.consumer:AIOKafkaConsumer",
    "_do_heartbeat": "aiokafka.consumer.group_coordinator:GroupCoordinator",
    "_fetch_max_wait_ms": "aiokafka.consumer.consumer:AIOKafkaConsumer",
    "_generation_id": "faust.tables.recovery:Recovery",
    "_producer": "faust.transport.drivers.aiokafka:Producer",
    "_read_offset": "faust.transport.consumer:Consumer",
    "_recovery": "faust.tables.manager:TableManager",
    "_send_produce_req": "aiokafka.producer.sender:Sender",
    "_sender": "aiokafka.producer.producer:AIOKafkaProducer",
    "_subscription": "aiokafka.consumer.consumer:AIOKafkaConsumer",
    "_tp_index": "faust.transport.conductor:Conductor",
}
"""Private attributes, and whose they are."""
