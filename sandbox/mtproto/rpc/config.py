"""help.getConfig: where the server is, and Telegram's limits as it gives them to clients."""

from __future__ import annotations

from collections.abc import Mapping

from pyrogram.raw import types

CONFIG_LIFE = 3600


def config(now: int, addresses: Mapping[int, tuple[str, int]], this_dc: int) -> types.Config:
    """The configuration at this unix time, with where the data centres are.

    Limits as https://core.telegram.org/constructor/config describes them.
    """
    return types.Config(
        date=now,
        expires=now + CONFIG_LIFE,
        test_mode=False,
        this_dc=this_dc,
        dc_options=[
            types.DcOption(id=number, ip_address=host, port=port, static=True, this_port_only=True)
            for number, (host, port) in sorted(addresses.items())
        ],
        dc_txt_domain_name="localhost",
        chat_size_max=200,
        megagroup_size_max=200_000,
        forwarded_count_max=100,
        online_update_period_ms=210_000,
        offline_blur_timeout_ms=5_000,
        offline_idle_timeout_ms=30_000,
        online_cloud_timeout_ms=300_000,
        notify_cloud_delay_ms=30_000,
        notify_default_delay_ms=1_500,
        push_chat_period_ms=60_000,
        push_chat_limit=2,
        edit_time_limit=172_800,
        revoke_time_limit=2_147_483_647,
        revoke_pm_time_limit=2_147_483_647,
        rating_e_decay=2_419_200,
        stickers_recent_limit=200,
        channels_read_media_period=604_800,
        call_receive_timeout_ms=20_000,
        call_ring_timeout_ms=90_000,
        call_connect_timeout_ms=30_000,
        call_packet_timeout_ms=10_000,
        me_url_prefix="https://t.me/",
        caption_length_max=1_024,
        message_length_max=4_096,
        webfile_dc_id=this_dc,
        revoke_pm_inbox=True,
    )
