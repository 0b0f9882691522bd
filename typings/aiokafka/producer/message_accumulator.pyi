from aiokafka import BatchBuilder as BatchBuilder
