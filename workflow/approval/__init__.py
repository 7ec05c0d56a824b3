"""What people stand for: rules, sign-off, and what readers are told of machines."""
