"""asyncio.gather with a Semaphore and wait_for, as one writes it."""

import asyncio

from peer import measure, sleep_of


async def gather(work, slots, records):
    semaphore = asyncio.Semaphore(slots)

    async def one(row):
        async with semaphore:
            return await asyncio.wait_for(work(row), timeout=30)

    await asyncio.gather(*(one(row) for row in range(records)))


async def nothing(row):
    return None


async def sleep(row):
    await asyncio.sleep(sleep_of(row))


measure({
    "nothing": lambda slots, records: asyncio.run(gather(nothing, slots, records)),
    "mixed sleeps": lambda slots, records: asyncio.run(gather(sleep, slots, records)),
})
