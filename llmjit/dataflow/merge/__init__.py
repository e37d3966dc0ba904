"""Threads that call helpers or tools, merged by aligning their lifted programs step by step."""
