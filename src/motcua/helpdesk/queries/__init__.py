"""Every read of questions and published answers, narrowed by who asks."""
