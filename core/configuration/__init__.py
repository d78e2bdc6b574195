"""What a desk goes by beside its settings: topics, hours with holidays, texts."""
