"""LTI 1.3, which no kind offers: it trades its keys on the platform, where it is set."""

FIELDS = (
    "lti_version", "config_type", "external_config", "lti_1p3_launch_url", "lti_1p3_oidc_url", "lti_1p3_redirect_uris",
    "lti_1p3_tool_key_mode", "lti_1p3_tool_keyset_url", "lti_1p3_tool_public_key", "lti_1p3_enable_nrps",
    "lti_advantage_deep_linking_enabled", "lti_advantage_deep_linking_launch_url", "lti_advantage_ags_mode",
)  # fmt: skip
"""Of the block `lti_consumer`, which `lti` becomes and, on FUN, `video`."""
