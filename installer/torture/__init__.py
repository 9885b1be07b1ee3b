"""A test that kills client processes at random and checks that nothing is lost or doubled."""
